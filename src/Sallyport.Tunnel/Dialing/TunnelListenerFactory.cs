using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Sallyport.Tunnel.Dialing;

/// <summary>Takes tunnel end points and leaves all others to Kestrel's sockets.</summary>
internal sealed class TunnelListenerFactory(TunnelClientOptions options, ILoggerFactory loggers)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => endpoint is TunnelEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(new TunnelListener(
            (TunnelEndPoint)endpoint, options, loggers.CreateLogger("Sallyport.Tunnel")));
}
