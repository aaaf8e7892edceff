using System.Net;

namespace Sallyport.Tunnel.Dialing;

/// <summary>Where Kestrel listens in an agent: not on a port, but at the far end of a tunnel.</summary>
public sealed class TunnelEndPoint(Uri hub) : EndPoint
{
    /// <summary>The hub that is dialled.</summary>
    public Uri Hub { get; } = hub;

    /// <inheritdoc/>
    public override string ToString() => $"tunnel to {Hub.Authority}";
}
