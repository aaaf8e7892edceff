using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Feeds.Kinds;
using static Sallyport.Hub.Console.Words;

namespace Sallyport.Hub.Console.Resources;

/// <summary>The groups of the rail, and which of them a kind belongs to.</summary>
internal static class KindGroups
{
    /// <summary>The page of the kinds that no other group has.</summary>
    public const string Custom = "custom";

    public static IReadOnlyList<KindGroup> All { get; } =
    [
        new("workloads", Phrase("Workloads"), "workloads",
        [
            new("deployments.apps", Phrase("Deployments")), new("statefulsets.apps", Phrase("StatefulSets")), new("daemonsets.apps", Phrase("DaemonSets")),
            new("jobs.batch", Phrase("Jobs")), new("cronjobs.batch", Phrase("CronJobs")), new("replicasets.apps", Phrase("ReplicaSets")),
            new("horizontalpodautoscalers.autoscaling", Phrase("Autoscalers")),
        ]),
        new("pods", Phrase("Pods"), "pods", [new("pods", Phrase("Pods"))]),
        new("network", Phrase("Services"), "services",
        [
            new("services", Phrase("Services")), new("ingresses.networking.k8s.io", Phrase("Ingresses")),
            new("endpointslices.discovery.k8s.io", Phrase("EndpointSlices")), new("networkpolicies.networking.k8s.io", Phrase("NetworkPolicies")),
        ]),
        new("config", Phrase("Config"), "config",
        [
            new("configmaps", Phrase("ConfigMaps")), new("secrets", Phrase("Secrets")), new("serviceaccounts", Phrase("ServiceAccounts")),
            new("resourcequotas", Phrase("ResourceQuotas")), new("limitranges", Phrase("LimitRanges")), new("namespaces", Phrase("Namespaces")),
        ]),
        new("storage", Phrase("Storage"), "storage",
        [
            new("persistentvolumeclaims", Phrase("Claims")), new("persistentvolumes", Phrase("Volumes")), new("storageclasses.storage.k8s.io", Phrase("StorageClasses")),
        ]),
        new("nodes", Phrase("Nodes"), "nodes", [new("nodes", Phrase("Nodes"))]),
        new("events", Phrase("Events"), "events", [new("events", Phrase("Events"))]),
    ];

    /// <summary>The group of a page, which is named by the group or by one of its kinds; null for kinds of no group.</summary>
    public static KindGroup? Of(string page) =>
        All.FirstOrDefault(group => group.Page == page) ?? All.FirstOrDefault(group => group.Kinds.Any(kind => kind.Key == page));

    /// <summary>The rail's section that a page stands under; empty for none.</summary>
    public static string SectionOf(string page) => page is "" or PageAddress.Search ? "" : Of(page)?.Page ?? Custom;

    /// <summary>What several objects of a kind are called.</summary>
    public static string TitleOf(ResourceType type) => Of(type.FullName)?.Kinds.FirstOrDefault(kind => kind.Key == type.FullName)?.Title ?? type.Kind;
}
