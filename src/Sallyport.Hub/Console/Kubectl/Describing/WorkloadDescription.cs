using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Commands;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>Deployments, ReplicaSets, StatefulSets and DaemonSets.</summary>
internal static class WorkloadDescription
{
    private static readonly ResourceType ReplicaSets = new("apps", "v1", "replicasets", "ReplicaSet", Namespaced: true);

    public static async Task DeploymentAsync(Invocation line, Description to, JsonElement item)
    {
        var (metadata, spec, status) = (to.Head(item, created: true), item.At("spec"), item.At("status"));
        to.Labels(metadata);
        to.Annotations(metadata);
        to.Pair(0, "Selector", Selector(item));
        to.Pair(0, "Replicas", string.Create(
            CultureInfo.InvariantCulture,
            $"{spec.Number("replicas")} desired | {status.Number("updatedReplicas")} updated | {status.Number("replicas")} total | " +
            $"{status.Number("availableReplicas")} available | {status.Number("unavailableReplicas")} unavailable"));
        to.Pair(0, "StrategyType", spec.At("strategy").Text("type"));
        to.Number(0, "MinReadySeconds", spec.Number("minReadySeconds"));
        if (spec.At("strategy", "rollingUpdate") is { ValueKind: JsonValueKind.Object } rolling)
        {
            to.Pair(0, "RollingUpdateStrategy", $"{rolling.At("maxUnavailable")} max unavailable, {rolling.At("maxSurge")} max surge");
        }

        PodTemplateDescription.Write(to, spec.At("template"));
        Conditions.WithReason(to, status);
        await WriteReplicaSetsAsync(line, to, item);
    }

    public static async Task ReplicaSetAsync(Invocation line, Description to, JsonElement item)
    {
        var (metadata, spec) = (to.Head(item), item.At("spec"));
        to.Pair(0, "Selector", Selector(item));
        to.Labels(metadata);
        to.Annotations(metadata);
        to.ControlledBy(metadata);
        to.Pair(0, "Replicas", string.Create(CultureInfo.InvariantCulture, $"{item.At("status").Number("replicas")} current / {spec.Number("replicas")} desired"));
        to.Pair(0, "Pods Status", await PodCounts.TextAsync(line, item));
        PodTemplateDescription.Write(to, spec.At("template"));
        Conditions.WithReason(to, item.At("status"));
    }

    public static async Task StatefulSetAsync(Invocation line, Description to, JsonElement item)
    {
        var (metadata, spec) = (to.Head(item, created: true), item.At("spec"));
        to.Pair(0, "Selector", Selector(item));
        to.Labels(metadata);
        to.Annotations(metadata);
        to.Pair(0, "Replicas", string.Create(CultureInfo.InvariantCulture, $"{spec.Number("replicas")} desired | {item.At("status").Number("replicas")} total"));
        to.Pair(0, "Update Strategy", spec.At("updateStrategy").Text("type"));
        if (spec.At("updateStrategy", "rollingUpdate") is { ValueKind: JsonValueKind.Object } rolling)
        {
            to.Number(1, "Partition", rolling.Number("partition"));
        }

        to.Pair(0, "Pods Status", await PodCounts.TextAsync(line, item));
        PodTemplateDescription.Write(to, spec.At("template"));
        WriteClaims(to, spec);
    }

    public static async Task DaemonSetAsync(Invocation line, Description to, JsonElement item)
    {
        var (metadata, spec, status) = (item.At("metadata"), item.At("spec"), item.At("status"));
        to.Pair(0, "Name", metadata.Text("name"));
        to.Pair(0, "Selector", Selector(item));
        to.Pair(0, "Node-Selector", LabelText.Map(spec.At("template", "spec").At("nodeSelector")) is { Length: > 0 } nodes ? nodes : "<none>");
        to.Labels(metadata);
        to.Annotations(metadata);
        foreach (var (said, field) in ((string, string)[])
        [
            ("Desired Number of Nodes Scheduled", "desiredNumberScheduled"),
            ("Current Number of Nodes Scheduled", "currentNumberScheduled"),
            ("Number of Nodes Scheduled with Up-to-date Pods", "updatedNumberScheduled"),
            ("Number of Nodes Scheduled with Available Pods", "numberAvailable"),
            ("Number of Nodes Misscheduled", "numberMisscheduled"),
        ])
        {
            to.Write(0, string.Create(CultureInfo.InvariantCulture, $"{said}: {status.Number(field)}"));
        }

        to.Pair(0, "Pods Status", await PodCounts.TextAsync(line, item));
        PodTemplateDescription.Write(to, spec.At("template"));
    }

    /// <summary>By which labels an object chooses its pods.</summary>
    public static string Selector(JsonElement item) =>
        LabelText.Selector(item.At("spec", "selector")) is { Length: > 0 } labels ? labels : "<none>";

    private static void WriteClaims(Description to, JsonElement spec)
    {
        if (!spec.Items("volumeClaimTemplates").Any())
        {
            to.Pair(0, "Volume Claims", "<none>");
            return;
        }

        to.Write(0, "Volume Claims:");
        foreach (var claim in spec.Items("volumeClaimTemplates"))
        {
            to.Pair(1, "Name", claim.At("metadata").Text("name"));
            to.Pair(1, "StorageClass", claim.At("spec").Text("storageClassName"));
            to.Map("Labels", claim.At("metadata", "labels"), "  ");
            to.Annotations(claim.At("metadata"), "  ");
            to.Pair(1, "Capacity", claim.At("spec", "resources").At("requests").Text("storage") is { Length: > 0 } size ? size : "<default>");
            to.Pair(1, "Access Modes", $"[{string.Join(' ', claim.At("spec").Texts("accessModes"))}]");
        }
    }

    private static async Task WriteReplicaSetsAsync(Invocation line, Description to, JsonElement item)
    {
        const string revision = "deployment.kubernetes.io/revision";
        var metadata = item.At("metadata");
        var sets = new List<JsonElement>();
        await foreach (var set in new Selection(metadata.Text("namespace"), LabelText.Selector(item.At("spec", "selector"))).ObjectsAsync(line, ReplicaSets, line.Cancellation))
        {
            if (set.At("metadata").Items("ownerReferences").Any(owner => owner.Text("uid") == metadata.Text("uid")))
            {
                sets.Add(set);
            }
        }

        var now = metadata.At("annotations").Text(revision);
        to.Pair(0, "OldReplicaSets", Text(sets.Where(set => set.At("metadata", "annotations").Text(revision) != now)));
        to.Pair(0, "NewReplicaSet", Text(sets.Where(set => set.At("metadata", "annotations").Text(revision) == now)));

        static string Text(IEnumerable<JsonElement> sets)
        {
            var text = string.Join(", ", sets.OrderBy(set => set.At("metadata").Time("creationTimestamp")).Select(set => string.Create(
                CultureInfo.InvariantCulture,
                $"{set.At("metadata").Text("name")} ({set.At("status").Number("replicas")}/{set.At("spec").Number("replicas")} replicas created)")));
            return text.Length > 0 ? text : "<none>";
        }
    }
}
