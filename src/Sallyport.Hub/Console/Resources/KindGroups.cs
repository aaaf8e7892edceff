namespace Sallyport.Hub.Console.Resources;

/// <summary>The groups of the rail, and which of them a kind belongs to.</summary>
internal static class KindGroups
{
    /// <summary>The page of the kinds that no other group has.</summary>
    public const string Custom = "custom";

    public static IReadOnlyList<KindGroup> All { get; } =
    [
        new("workloads", "Workloads", "workloads",
        [
            new("deployments.apps", "Deployments"), new("statefulsets.apps", "StatefulSets"), new("daemonsets.apps", "DaemonSets"),
            new("jobs.batch", "Jobs"), new("cronjobs.batch", "CronJobs"), new("replicasets.apps", "ReplicaSets"),
            new("horizontalpodautoscalers.autoscaling", "Autoscalers"),
        ]),
        new("pods", "Pods", "pods", [new("pods", "Pods")]),
        new("network", "Services", "services",
        [
            new("services", "Services"), new("ingresses.networking.k8s.io", "Ingresses"),
            new("endpointslices.discovery.k8s.io", "EndpointSlices"), new("networkpolicies.networking.k8s.io", "NetworkPolicies"),
        ]),
        new("config", "Config", "config",
        [
            new("configmaps", "ConfigMaps"), new("secrets", "Secrets"), new("serviceaccounts", "ServiceAccounts"),
            new("resourcequotas", "ResourceQuotas"), new("limitranges", "LimitRanges"), new("namespaces", "Namespaces"),
        ]),
        new("storage", "Storage", "storage",
        [
            new("persistentvolumeclaims", "Claims"), new("persistentvolumes", "Volumes"), new("storageclasses.storage.k8s.io", "StorageClasses"),
        ]),
        new("nodes", "Nodes", "nodes", [new("nodes", "Nodes")]),
        new("events", "Events", "events", [new("events", "Events")]),
    ];

    /// <summary>The group of a page, which is named by the group or by one of its kinds; null for kinds of no group.</summary>
    public static KindGroup? Of(string page) =>
        All.FirstOrDefault(group => group.Page == page) ?? All.FirstOrDefault(group => group.Kinds.Any(kind => kind.Key == page));

    /// <summary>The rail's section that a page stands under; empty for none.</summary>
    public static string SectionOf(string page) => page.Length == 0 ? "" : Of(page)?.Page ?? Custom;
}
