using System.Net;
using Sallyport.Tunnel.Protocol;
using Sallyport.Tunnel.Transport;

namespace Sallyport.Tunnel.Accepting;

/// <summary>An agent's tunnel as the hub uses it: many requests at once over one connection.</summary>
public sealed class AgentConnection : IAsyncDisposable
{
    private readonly TunnelTransport _transport;
    private readonly ConnectionStream _stream;
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _handedOut;

    internal AgentConnection(TunnelTransport transport, AgentIdentity identity, HubTunnelOptions options)
    {
        _transport = transport;
        _stream = new ConnectionStream(transport.Stream, ended: () => Abort("the agent's connection ended"));
        Identity = identity;
        Invoker = new HttpMessageInvoker(new AuthorityHandler(Http2(options)), disposeHandler: true);
    }

    /// <summary>Who the agent is.</summary>
    public AgentIdentity Identity { get; }

    /// <summary>
    /// Sends requests to <see cref="TunnelUri.Kubernetes"/> and <see cref="TunnelUri.Control"/>, always over HTTP/2;
    /// fails at once when the tunnel is gone.
    /// </summary>
    public HttpMessageInvoker Invoker { get; }

    /// <summary>Ends when the tunnel does, with the reason as a sentence. Never fails.</summary>
    public Task<string> Closed => _closed.Task;

    /// <summary>Cuts the tunnel and every stream on it.</summary>
    /// <param name="reason">Why; the first one given stands.</param>
    public void Abort(string reason)
    {
        _transport.Abort();
        _closed.TrySetResult(reason);
    }

    /// <summary>Cuts the tunnel and frees what it held. Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        Abort("the hub closed the tunnel");
        Invoker.Dispose();
        await _transport.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// One request that any answer satisfies: it starts HTTP/2, so that a peer that does not speak it is found now and
    /// the end of the connection is noticed from now on.
    /// </summary>
    internal async Task ProbeAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, TunnelUri.Control("/"));
        using var response = await Invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private SocketsHttpHandler Http2(HubTunnelOptions options) => new()
    {
        ConnectCallback = (_, _) => Interlocked.Exchange(ref _handedOut, 1) == 0 && !Closed.IsCompleted
            ? ValueTask.FromResult<Stream>(_stream)
            : ValueTask.FromException<Stream>(Gone()),
        EnableMultipleHttp2Connections = false,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
        KeepAlivePingDelay = options.PingDelay,
        KeepAlivePingTimeout = options.PingTimeout,
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,

        // Above what the agent takes from kube-apiserver: an answer that is too long here ends everyone's streams.
        MaxResponseHeadersLength = 128,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        // The agent is another organization's machine as far as tracing goes: no headers but those that were allowed.
        ActivityHeadersPropagator = null,
    };

    private IOException Gone()
    {
        // HTTP/2 lets go of a connection it will not use again, and asks for another: there is none.
        Abort("the agent's connection ended");
        return new IOException("The agent's tunnel is gone.");
    }
}
