using System.Net;

namespace Sallyport.Tunnel.Upgrades;

/// <summary>A request body that is written from outside for as long as the upgrade lives.</summary>
/// <remarks>Its end is END_STREAM, its failure RST_STREAM.</remarks>
internal sealed class UpgradeContent : HttpContent
{
    private readonly TaskCompletionSource<Stream> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsCompleted => _ended.Task.IsCompleted;

    public Task<Stream> Started => _started.Task;

    public void Complete() => _ended.TrySetResult();

    public void Abort()
    {
        var aborted = new IOException("The upgrade was aborted.");
        if (_ended.TrySetException(aborted))
        {
            _ = _ended.Task.Exception;
        }

        if (_started.TrySetException(aborted))
        {
            _ = _started.Task.Exception;
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // SocketsHttpHandler holds the head back until the body is flushed, and here the body waits for the answer.
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        _started.TrySetResult(stream);
        await _ended.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
