using Sallyport.Tunnel.Dialing;

namespace Sallyport.Agent.Hosting;

/// <summary>Whether the agent does its work, as a kubelet asks it.</summary>
internal sealed class AgentHealth
{
    private volatile TunnelStatus _status = new(TunnelState.Dialing);

    public bool IsConnected => _status.State == TunnelState.Connected;

    /// <summary>One line about the tunnel.</summary>
    public string Line => _status is { State: TunnelState.Connected } ? "ok" : $"no tunnel: {_status.Reason ?? "dialing"}";

    public void Tell(TunnelStatus status) => _status = status;
}
