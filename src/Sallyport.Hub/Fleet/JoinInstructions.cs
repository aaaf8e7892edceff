using Sallyport.Hub.Gateway;

namespace Sallyport.Hub.Fleet;

/// <summary>What a cluster's owner does to bring the agent to life, and later to take it away.</summary>
internal sealed class JoinInstructions(GatewayAddress gateway)
{
    public JoinTicket Write(FleetCluster cluster, string token, DateTimeOffset expires) => new(
        cluster,
        token,
        expires,
        Manifest: "",
        AgentCommand: $"sallyport-agent --hub {gateway.Uri.GetLeftPart(UriPartial.Authority)} --hub-ca ca.crt --join-token {token} --kubeconfig FILE --data DIR");

    public static string HowToDelete(FleetCluster cluster) =>
        $"""
        In the cluster that was {cluster.Name}, delete what the agent was made of:
          kubectl delete namespace sallyport-agent
          kubectl delete clusterroles,clusterrolebindings -l app.kubernetes.io/managed-by=sallyport
          kubectl delete rolebindings --all-namespaces -l app.kubernetes.io/managed-by=sallyport

        """;
}
