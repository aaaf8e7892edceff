using System.Net.Security;
using System.Net.Sockets;

namespace Sallyport.Tunnel.Upgrades;

/// <summary>An HTTP/1.1 upgrade to kube-apiserver on a connection of its own.</summary>
/// <remarks>
/// HttpClient joins repeated header lines and cannot half-close a connection it made, so the handshake is written here.
/// The connection carries this one request: an answer other than 101 is final and nothing is ever sent after it.
/// </remarks>
public sealed class UpstreamUpgrade : IAsyncDisposable
{
    private readonly UpstreamUpgradeStream _stream;

    private UpstreamUpgrade(UpstreamUpgradeStream stream, UpstreamResponse response)
    {
        _stream = stream;
        Response = response;
    }

    /// <summary>The answer's head, and its body unless upgraded.</summary>
    public UpstreamResponse Response { get; }

    /// <summary>Whether raw bytes follow.</summary>
    public bool IsUpgraded => Response.Status == 101;

    /// <summary>The raw bytes, after an upgrade alone.</summary>
    public DuplexStream Stream => IsUpgraded ? _stream : throw new InvalidOperationException("The upgrade was refused.");

    /// <summary>Connects and asks.</summary>
    /// <exception cref="IOException">The connection or the answer broke.</exception>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async Task<UpstreamUpgrade> ConnectAsync(
        UpstreamEndpoint endpoint, UpgradeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(request);
        var head = UpstreamRequestHead.Write(endpoint.Address, request);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(endpoint.HandshakeTimeout);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        TlsTurn? turn = null;
        try
        {
            await socket.ConnectAsync(endpoint.Address.IdnHost, endpoint.Address.Port, timeout.Token).ConfigureAwait(false);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (endpoint.Address.Scheme == Uri.UriSchemeHttps)
            {
                turn = new TlsTurn(stream);
                var tls = new SslStream(turn);
                stream = tls;
                var options = endpoint.Tls ?? new SslClientAuthenticationOptions { TargetHost = endpoint.Address.IdnHost };
                await tls.AuthenticateAsClientAsync(options, timeout.Token).ConfigureAwait(false);
            }

            await stream.WriteAsync(head, timeout.Token).ConfigureAwait(false);
            var reader = new UpstreamResponseReader(stream);
            var response = await reader.ReadAsync(request, timeout.Token).ConfigureAwait(false);
            return new UpstreamUpgrade(new UpstreamUpgradeStream(socket, stream, turn, reader.TakeRest()), response);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await CloseAsync().ConfigureAwait(false);
            throw new IOException("kube-apiserver did not answer the upgrade in time.");
        }
        catch
        {
            await CloseAsync().ConfigureAwait(false);
            throw;
        }

        async ValueTask CloseAsync()
        {
            socket.Dispose();
            if (stream is not null)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Closes the connection.</summary>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
