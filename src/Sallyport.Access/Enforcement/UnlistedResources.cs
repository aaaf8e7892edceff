using System.Collections.Immutable;
using Sallyport.Access.Decisions;

namespace Sallyport.Access.Enforcement;

/// <summary>
/// Resources that roles name and discovery does not list: the kubelet's, which are rights without objects, and those of API
/// groups long gone, which Kubernetes' own <c>view</c> still carries. Nobody could write or bind such a role without them.
/// </summary>
internal static class UnlistedResources
{
    public static ImmutableArray<DiscoveredResource> All { get; } =
    [
        .. Of("", false, "nodes/checkpoint", "nodes/configz", "nodes/healthz", "nodes/log", "nodes/metrics", "nodes/pods", "nodes/spec", "nodes/stats"),
        .. Of("apps", true, "deployments/rollback"),
        .. Of(
            "extensions", true,
            "daemonsets", "daemonsets/status", "deployments", "deployments/rollback", "deployments/scale", "deployments/status", "ingresses",
            "ingresses/status", "networkpolicies", "replicasets", "replicasets/scale", "replicasets/status", "replicationcontrollers/scale"),
    ];

    private static IEnumerable<DiscoveredResource> Of(string group, bool namespaced, params string[] resources) =>
        resources.Select(resource => new DiscoveredResource(group, resource, namespaced, ResourceAction.Verbs));
}
