using System.Net;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Tunnel.Accepting;

/// <summary>
/// Sends all authorities over the one connection: SocketsHttpHandler pools by the address's host, so that the others
/// go as a Host header. Nothing but HTTP/2 leaves: over http:// any other policy falls back to HTTP/1.1.
/// </summary>
internal sealed class AuthorityHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        switch (request.RequestUri?.Authority)
        {
            case TunnelProtocol.KubernetesAuthority:
                request.Headers.Host = null;
                break;
            case (TunnelProtocol.ControlAuthority or TunnelProtocol.UpgradeAuthority) and var authority:
                request.Headers.Host = authority;
                request.RequestUri = TunnelUri.Kubernetes(request.RequestUri.PathAndQuery);
                break;
            default:
                throw new InvalidOperationException("A tunnel reaches its agent alone.");
        }

        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        return base.SendAsync(request, cancellationToken);
    }
}
