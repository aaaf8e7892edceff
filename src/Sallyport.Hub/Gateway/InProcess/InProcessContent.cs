using System.Net;

namespace Sallyport.Hub.Gateway.InProcess;

/// <summary>An answer's body as it comes. Unlike <see cref="StreamContent"/>'s, its stream can be written to when it is an upgraded one.</summary>
internal sealed class InProcessContent(InProcessStream body) : HttpContent
{
    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(body);

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => body;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => body.CopyToAsync(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
        }

        base.Dispose(disposing);
    }
}
