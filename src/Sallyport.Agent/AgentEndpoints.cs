using Sallyport.Agent.Control;
using Sallyport.Agent.Forwarding;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent;

/// <summary>What the hub's requests name: the cluster behind the agent (upgrades have a name of their own), or the agent.</summary>
internal sealed class AgentEndpoints(KubernetesForwarder forwarder, ControlEndpoint control, Drain drain)
{
    public Task HandleAsync(HttpContext context)
    {
        if (context.Request.Headers[TunnelHeaders.RequestId] is [{ } id] && Guid.TryParseExact(id, "D", out _))
        {
            context.TraceIdentifier = id;
        }

        return context.Request.Host.Value switch
        {
            TunnelProtocol.KubernetesAuthority or TunnelProtocol.UpgradeAuthority => drain.RunAsync(() => forwarder.HandleAsync(context)),
            TunnelProtocol.ControlAuthority => control.HandleAsync(context),
            _ => RefusalWriter.WriteAsync(context, Refusal.NotUnderstood("The agent has no such authority.")),
        };
    }
}
