using Sallyport.Access.Enforcement;
using Sallyport.Agent.Cluster;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent.Control;

/// <summary>What the agent tells the hub of itself and its cluster.</summary>
internal sealed class FactsCollector(KubernetesApi api, ClusterDiscovery discovery, Ceiling ceiling, AgentPlace place)
{
    private readonly string _instance = Guid.NewGuid().ToString("D");

    public async Task<AgentFacts> CollectAsync(CancellationToken cancellationToken)
    {
        var version = api.GetAsync("/version", KubernetesJson.Default.VersionObject, cancellationToken);
        var system = api.FindAsync("/api/v1/namespaces/kube-system", KubernetesJson.Default.AnyObject, cancellationToken);
        var grants = AuthenticatedGrants.ReadAsync(api, cancellationToken);
        var resources = await discovery.GetAsync(cancellationToken);
        await Task.WhenAll(version, system, grants);
        return new AgentFacts
        {
            AgentVersion = AgentVersion.Text,
            InstanceId = _instance,
            KubernetesVersion = (await version).GitVersion ?? "",
            Ceiling = ceiling.ToString(),
            AgentNamespace = place.Namespace,
            ServiceAccounts = place.ServiceAccounts,
            ClusterUid = (await system)?.Metadata?.Uid ?? "",
            ClusterScopedResources =
            [
                .. resources
                    .Where(r => !r.Namespaced && !r.Resource.Contains('/', StringComparison.Ordinal))
                    .Select(r => r.ApiGroup.Length == 0 ? r.Resource : $"{r.Resource}.{r.ApiGroup}"),
            ],
            AuthenticatedGrants = await grants,
        };
    }
}
