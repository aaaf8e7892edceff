using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Tables;

/// <summary>The columns of every kind.</summary>
internal static class KindTables
{
    private static readonly KindTable Plain = new(
        [new("Age")], (item, now) => [AgeOf(item, now)]);

    private static readonly KindTable CreatedAt = new(
        [new("Created At")], (item, _) => [item.Text("metadata", "creationTimestamp")]);

    private static readonly Dictionary<string, KindTable> ByResource = new(StringComparer.Ordinal)
    {
        ["pods"] = PodTable.Table,
        ["nodes"] = NodeTable.Table,
        ["events"] = EventTable.Table,
        ["events.events.k8s.io"] = EventTable.Table,
        ["deployments.apps"] = WorkloadTables.Deployments,
        ["replicasets.apps"] = WorkloadTables.ReplicaSets,
        ["statefulsets.apps"] = WorkloadTables.StatefulSets,
        ["daemonsets.apps"] = WorkloadTables.DaemonSets,
        ["jobs.batch"] = WorkloadTables.Jobs,
        ["cronjobs.batch"] = WorkloadTables.CronJobs,
        ["services"] = NetworkTables.Services,
        ["endpoints"] = NetworkTables.Endpoints,
        ["endpointslices.discovery.k8s.io"] = NetworkTables.EndpointSlices,
        ["ingresses.networking.k8s.io"] = NetworkTables.Ingresses,
        ["persistentvolumeclaims"] = StorageTables.Claims,
        ["persistentvolumes"] = StorageTables.Volumes,
        ["storageclasses.storage.k8s.io"] = StorageTables.Classes,
        ["namespaces"] = ConfigurationTables.Namespaces,
        ["configmaps"] = ConfigurationTables.ConfigMaps,
        ["secrets"] = ConfigurationTables.Secrets,
        ["serviceaccounts"] = ConfigurationTables.ServiceAccounts,
        ["leases.coordination.k8s.io"] = ConfigurationTables.Leases,
        ["priorityclasses.scheduling.k8s.io"] = ConfigurationTables.PriorityClasses,
        ["releases.delivery.example.com"] = ConfigurationTables.Releases,
        ["roles.rbac.authorization.k8s.io"] = CreatedAt,
        ["clusterroles.rbac.authorization.k8s.io"] = CreatedAt,
        ["customresourcedefinitions.apiextensions.k8s.io"] = CreatedAt,
        ["rolebindings.rbac.authorization.k8s.io"] = ConfigurationTables.Bindings,
        ["clusterrolebindings.rbac.authorization.k8s.io"] = ConfigurationTables.Bindings,
        ["pods.metrics.k8s.io"] = MetricsTables.Pods,
        ["nodes.metrics.k8s.io"] = MetricsTables.Nodes,
    };

    public static KindTable Of(ResourceType type) => ByResource.GetValueOrDefault(type.GroupResource, Plain);

    public static JsonNode? AgeOf(JsonObject item, DateTimeOffset now) =>
        Age.Since(item.Text("metadata", "creationTimestamp"), now);

    public static string Join(IEnumerable<string?> parts, string none = "<none>")
    {
        string all = string.Join(',', parts.Where(part => !string.IsNullOrEmpty(part)));
        return all.Length == 0 ? none : all;
    }

    public static string Selector(JsonNode? selector) => Join(
        (selector.Map("matchLabels") ?? (selector.At("matchExpressions") is null ? selector as JsonObject : null) ?? [])
            .Select(pair => $"{pair.Key}={pair.Value}"));

    public static (string Names, string Images) Containers(JsonNode? template) => (
        Join(template.Items("spec", "containers").Select(container => container.Text("name"))),
        Join(template.Items("spec", "containers").Select(container => container.Text("image"))));
}
