using System.Net;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Tunnel.Accepting;

/// <summary>
/// Sends all authorities over the one connection: SocketsHttpHandler pools by the address's host, so that the others
/// go as a Host header. Nothing but HTTP/2 leaves: over http:// any other policy falls back to HTTP/1.1.
/// </summary>
internal sealed class AuthorityHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
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
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            // A reset that comes before the answer cancels the body, and SocketsHttpHandler passes that on as it is:
            // nobody asked for a cancellation, so it must not look like one.
            throw new HttpRequestException("The agent reset the stream before it answered.", failure);
        }
    }
}
