using System.Buffers;
using System.Net;

namespace Sallyport.Hub.Gateway;

/// <summary>The client's body on its way down the tunnel: streamed, counted, and bounded.</summary>
internal sealed class ClientBody : HttpContent
{
    private const int BufferSize = 32 * 1024;
    private readonly Exchange _exchange;
    private readonly long _bound;

    public ClientBody(Exchange exchange, long bound)
    {
        (_exchange, _bound) = (exchange, bound);
        Headers.ContentLength = exchange.Headers.ContentLength;
    }

    /// <summary>Whether the body was cut off because it went on for too long.</summary>
    public bool TooLong { get; private set; }

    /// <summary>The status for a body that is malformed or did not come; null when nothing is wrong with it. The tunnel is not to blame for it.</summary>
    public int? Malformed { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                _exchange.Tally.CountIn(read);
                if (_exchange.Tally.BytesIn > _bound)
                {
                    TooLong = true;
                    throw new IOException("The body is too long.");
                }

                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                await stream.FlushAsync(cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await _exchange.Body.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException malformed)
        {
            Malformed = malformed is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
            throw;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _exchange.Headers.ContentLength ?? -1;
        return length >= 0;
    }
}
