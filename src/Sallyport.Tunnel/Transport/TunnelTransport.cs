using System.Net.Security;
using System.Net.WebSockets;

namespace Sallyport.Tunnel.Transport;

/// <summary>Inner TLS over a WebSocket: the bytes that hub and agent trust.</summary>
internal sealed class TunnelTransport : IAsyncDisposable
{
    public static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(3);

    private readonly WebSocket _socket;
    private readonly WebSocketStream _carrier;
    private int _disposed;

    public TunnelTransport(WebSocket socket)
    {
        _socket = socket;
        _carrier = WebSocketStream.Create(socket, WebSocketMessageType.Binary, ownsWebSocket: false);
        Stream = new SslStream(_carrier, leaveInnerStreamOpen: true);
    }

    public SslStream Stream { get; }

    /// <summary>Cuts the connection; pending reads and writes fail.</summary>
    public void Abort() => _socket.Abort();

    /// <summary>Says the end in TLS and in WebSocket; reading goes on.</summary>
    public async Task FinishAsync()
    {
        using var timeout = new CancellationTokenSource(CloseTimeout);
        await Stream.ShutdownAsync().WaitAsync(timeout.Token).ConfigureAwait(false);
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token).ConfigureAwait(false);
    }

    /// <summary>Says the end and waits briefly for the other side to say it too, where nobody reads any more.</summary>
    public async Task CloseAsync()
    {
        using var timeout = new CancellationTokenSource(CloseTimeout);
        try
        {
            await FinishAsync().ConfigureAwait(false);
            var buffer = new byte[4096];
            while (_socket.State == WebSocketState.CloseSent)
            {
                await _socket.ReceiveAsync(buffer, timeout.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _socket.Abort();
        }
    }

    /// <summary>Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _socket.Abort();
        try
        {
            await Stream.DisposeAsync().ConfigureAwait(false);
            await _carrier.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The connection is gone either way; Kestrel must not see this.
        }

        _socket.Dispose();
    }
}
