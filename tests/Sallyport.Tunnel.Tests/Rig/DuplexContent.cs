using System.Net;

namespace Sallyport.Tunnel.Tests.Rig;

/// <summary>A body that is sent while the answer is read; SocketsHttpHandler holds the answer back until StreamContent is sent.</summary>
internal sealed class DuplexContent(Func<Stream, CancellationToken, Task> write) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        write(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
