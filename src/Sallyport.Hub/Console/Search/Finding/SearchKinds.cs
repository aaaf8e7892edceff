using System.Collections.Immutable;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Search.Finding;

/// <summary>The kinds that a search looks through.</summary>
internal static class SearchKinds
{
    /// <summary>Those that people look for, the likeliest first. What a ReplicaSet or an EndpointSlice is called, their owner is called too.</summary>
    public static ImmutableArray<ResourceType> Usual { get; } =
    [
        new("apps", "v1", "deployments", "Deployment", true),
        ResourceType.Pods,
        new("", "v1", "services", "Service", true),
        new("apps", "v1", "statefulsets", "StatefulSet", true),
        new("apps", "v1", "daemonsets", "DaemonSet", true),
        new("", "v1", "nodes", "Node", false),
        new("", "v1", "namespaces", "Namespace", false),
        new("", "v1", "configmaps", "ConfigMap", true),
        new("networking.k8s.io", "v1", "ingresses", "Ingress", true),
        new("batch", "v1", "cronjobs", "CronJob", true),
        new("batch", "v1", "jobs", "Job", true),
        new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true),
    ];

    /// <summary>Secrets, which are looked through when they are asked for and not otherwise: each list of them stands in the audit.</summary>
    public static ResourceType Secrets { get; } = new("", "v1", "secrets", "Secret", true);

    /// <summary>Where a kind stands among the usual ones; behind them all where it is none.</summary>
    public static int PlaceOf(ResourceType type)
    {
        for (var i = 0; i < Usual.Length; i++)
        {
            if (Usual[i].Resource == type.Resource && Usual[i].Group == type.Group)
            {
                return i;
            }
        }

        return Usual.Length;
    }

    // What is no object to look for: news, what others write for machines, and what is only ever created.
    private static readonly string[] NotLookedFor =
    [
        "secrets", "events", "events.events.k8s.io", "endpoints", "endpointslices.discovery.k8s.io", "leases.coordination.k8s.io", "controllerrevisions.apps", "componentstatuses",
        "pods.metrics.k8s.io", "nodes.metrics.k8s.io",
    ];

    /// <summary>All else that clusters offer, custom kinds first.</summary>
    public static IEnumerable<ResourceType> Others(IEnumerable<ResourceType> offered) => offered
        .Where(type => type.Verbs.Contains("list") && !NotLookedFor.Contains(type.FullName) && !Usual.Any(usual => usual.FullName == type.FullName))
        .OrderBy(type => type.Group.EndsWith(".k8s.io", StringComparison.Ordinal) || !type.Group.Contains('.', StringComparison.Ordinal))
        .ThenBy(type => type.FullName, StringComparer.Ordinal);
}
