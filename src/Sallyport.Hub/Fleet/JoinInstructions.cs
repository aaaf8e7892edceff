using Sallyport.Access.Enforcement;
using Sallyport.Access.Installation;
using Sallyport.Hub.Gateway;

namespace Sallyport.Hub.Fleet;

/// <summary>What a cluster's owner does to bring the agent to life, and later to take it away.</summary>
internal sealed class JoinInstructions(GatewayAddress gateway, CertificateAuthorities authorities, AgentImage image)
{
    public JoinTicket Write(FleetCluster cluster, string token, DateTimeOffset expires, Ceiling ceiling, bool constrained)
    {
        var hub = new Uri(gateway.Uri.GetLeftPart(UriPartial.Authority));
        var manifest = AgentManifest.Render(new AgentManifestValues
        {
            Cluster = cluster.Name,
            Hub = hub,
            HubCa = authorities.Server.CertificatePem,
            JoinToken = token,
            Image = image.Name,
            Ceiling = ceiling,
            ConstrainedImpersonation = constrained,
        });
        return new JoinTicket(
            cluster, token, expires, manifest,
            $"sallyport-agent run --hub {hub.GetLeftPart(UriPartial.Authority)} --ca-file ca.crt --join-token {token} --ceiling {ceiling} --kubeconfig FILE --data DIR");
    }

    public static string HowToDelete(FleetCluster cluster) =>
        $"""
        In the cluster that was {cluster.Name}, delete what the agent was made of:
          kubectl delete namespace {AgentInstallation.DefaultNamespace}
          kubectl delete clusterroles,clusterrolebindings -l app.kubernetes.io/managed-by=sallyport
          kubectl delete rolebindings --all-namespaces -l app.kubernetes.io/managed-by=sallyport

        """;
}

/// <summary>The container image that manifests name.</summary>
/// <param name="Name">Registry, repository and tag.</param>
internal sealed record AgentImage(string Name)
{
    public static AgentImage Default { get; } = new("sallyport-agent:0.1.0");
}
