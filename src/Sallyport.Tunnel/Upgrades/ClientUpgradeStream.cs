using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Sallyport.Tunnel.Upgrades;

/// <summary>A client's own upgraded HTTP/1.1 connection, as Kestrel hands it out.</summary>
/// <remarks>Kestrel cannot end the sending direction alone: the connection ends when the request does.</remarks>
public sealed class ClientUpgradeStream : DuplexStream
{
    private readonly HttpContext _context;
    private readonly Stream _stream;

    private ClientUpgradeStream(HttpContext context, Stream stream)
    {
        _context = context;
        _stream = stream;
    }

    /// <summary>Answers 101 with the headers set on the response so far.</summary>
    /// <param name="context">A request that <see cref="IHttpUpgradeFeature.IsUpgradableRequest"/> holds for.</param>
    public static async Task<ClientUpgradeStream> AcceptAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var feature = context.Features.GetRequiredFeature<IHttpUpgradeFeature>();
        return new ClientUpgradeStream(context, await feature.UpgradeAsync().ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public override bool CanCompleteWrites => false;

    /// <inheritdoc/>
    public override ValueTask CompleteWritesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Abort() => _context.Abort();

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _stream.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _stream.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => _stream.FlushAsync(cancellationToken);
}
