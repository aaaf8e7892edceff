using System.Security.Cryptography.X509Certificates;

namespace Sallyport.Tunnel.Accepting;

/// <summary>The hub's side of the inner TLS.</summary>
public sealed class HubTunnelOptions
{
    /// <summary>
    /// The hub's certificate with its key: names <see cref="Protocol.TunnelProtocol.ServerName"/>, issued by the authority
    /// that agents pin.
    /// </summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>The issuers of agents' certificates, and of nothing else.</summary>
    public required X509Certificate2Collection AgentAuthorities { get; init; }

    /// <summary>How long an agent may take from the WebSocket to its first answer.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a quiet tunnel is asked for a sign of life, by HTTP/2 ping.</summary>
    public TimeSpan PingDelay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the answer to a ping may take before the tunnel counts as lost.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
