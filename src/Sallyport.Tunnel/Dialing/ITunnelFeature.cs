namespace Sallyport.Tunnel.Dialing;

/// <summary>Marks connections, and the requests on them, that came down a tunnel and not over a port.</summary>
public interface ITunnelFeature
{
    /// <summary>The hub at the other end.</summary>
    Uri Hub { get; }
}
