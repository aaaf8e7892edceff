using System.Net.Security;

namespace Sallyport.Tunnel.Upgrades;

/// <summary>Where kube-apiserver is, for upgraded connections.</summary>
/// <param name="Address">Scheme, host and port; a path is not used.</param>
/// <param name="Tls">Trust and client certificate, for https.</param>
public sealed record UpstreamEndpoint(Uri Address, SslClientAuthenticationOptions? Tls = null)
{
    /// <summary>How long connecting and the handshake may take.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
