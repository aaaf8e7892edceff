using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Sallyport.Tunnel.Dialing;

/// <summary>What an agent needs to hold a tunnel.</summary>
public sealed class TunnelClientOptions
{
    /// <summary>The gateway's address, <c>https://</c> or <c>wss://</c>; its path is not used.</summary>
    public required Uri Hub { get; init; }

    /// <summary>The hub's own authorities, pinned: nothing else is trusted.</summary>
    public required X509Certificate2Collection HubAuthorities { get; init; }

    /// <summary>The agent's certificate with its key, asked at every dial so that a renewed one is used; null without one.</summary>
    public Func<X509Certificate2?> Certificate { get; init; } = static () => null;

    /// <summary>The proxy on the leg to the hub; by default from HTTPS_PROXY and NO_PROXY. Null for none.</summary>
    public IWebProxy? Proxy { get; init; } = HubProxy.FromEnvironment();

    /// <summary>How long a dial may take until the hub's welcome.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the WebSocket is pinged: often enough for a proxy that cuts after a quiet minute.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait between dials.</summary>
    public Backoff Backoff { get; init; } = new();

    /// <summary>The clock that dials are spaced by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Told each change of state, for readiness and tests; must not block.</summary>
    public Action<TunnelStatus>? StatusChanged { get; init; }
}
