namespace Sallyport.Tunnel.Dialing;

/// <summary>Where an agent's tunnel stands.</summary>
/// <param name="State">The state.</param>
/// <param name="Reason">Why it is away, when it is.</param>
/// <param name="RetryIn">How long until the next dial, when one is waited for.</param>
public sealed record TunnelStatus(TunnelState State, string? Reason = null, TimeSpan? RetryIn = null);

/// <summary>The states of a tunnel, as the agent sees them.</summary>
public enum TunnelState
{
    /// <summary>A dial is under way.</summary>
    Dialing,

    /// <summary>The hub let the agent in.</summary>
    Connected,

    /// <summary>The hub, or what stands in its place, was reached and there is no tunnel; the next dial waits.</summary>
    Refused,

    /// <summary>A tunnel that was there ended; the next dial waits.</summary>
    Lost,
}
