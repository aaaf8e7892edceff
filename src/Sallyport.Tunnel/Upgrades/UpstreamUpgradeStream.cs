using System.Net.Security;
using System.Net.Sockets;

namespace Sallyport.Tunnel.Upgrades;

/// <summary>An upgraded connection to kube-apiserver; half-closed by close_notify under TLS, by FIN without.</summary>
internal sealed class UpstreamUpgradeStream(Socket socket, Stream stream, TlsTurn? turn, ReadOnlyMemory<byte> rest) : DuplexStream
{
    // What came in one packet with the answer's head.
    private ReadOnlyMemory<byte> _rest = rest;

    public override bool CanCompleteWrites => true;

    public override async ValueTask CompleteWritesAsync(CancellationToken cancellationToken)
    {
        if (stream is SslStream tls && turn is not null)
        {
            await turn.RunAsync(tls.ShutdownAsync, cancellationToken).ConfigureAwait(false);
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    public override void Abort()
    {
        // Without lingering the peer gets RST: it must not take a cut for an end.
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }

        socket.Dispose();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty)
        {
            return turn?.ReadAsync(stream, buffer, cancellationToken) ?? stream.ReadAsync(buffer, cancellationToken);
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return ValueTask.FromResult(count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        stream.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => stream.FlushAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
