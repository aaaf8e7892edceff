using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Tables;

/// <summary>What runs pods.</summary>
internal static class WorkloadTables
{
    private static readonly Column[] Wide =
        [new("Containers", Priority: 1), new("Images", Priority: 1), new("Selector", Priority: 1)];

    public static readonly KindTable Deployments = new(
        [new("Ready"), new("Up-to-date", "integer"), new("Available", "integer"), new("Age"), .. Wide],
        (item, now) =>
        [
            $"{Count(item, "readyReplicas")}/{item.Number("spec", "replicas") ?? 1}",
            Count(item, "updatedReplicas"), Count(item, "availableReplicas"), KindTables.AgeOf(item, now), .. WideCells(item),
        ]);

    public static readonly KindTable ReplicaSets = new(
        [new("Desired", "integer"), new("Current", "integer"), new("Ready", "integer"), new("Age"), .. Wide],
        (item, now) =>
        [
            item.Number("spec", "replicas") ?? 1, Count(item, "replicas"), Count(item, "readyReplicas"),
            KindTables.AgeOf(item, now), .. WideCells(item),
        ]);

    public static readonly KindTable StatefulSets = new(
        [new("Ready"), new("Age"), new("Containers", Priority: 1), new("Images", Priority: 1)],
        (item, now) =>
        [
            $"{Count(item, "readyReplicas")}/{item.Number("spec", "replicas") ?? 1}", KindTables.AgeOf(item, now),
            .. WideCells(item)[..2],
        ]);

    public static readonly KindTable DaemonSets = new(
        [
            new("Desired", "integer"), new("Current", "integer"), new("Ready", "integer"), new("Up-to-date", "integer"),
            new("Available", "integer"), new("Node Selector"), new("Age"), .. Wide,
        ],
        (item, now) =>
        [
            Count(item, "desiredNumberScheduled"), Count(item, "currentNumberScheduled"), Count(item, "numberReady"),
            Count(item, "updatedNumberScheduled"), Count(item, "numberAvailable"),
            KindTables.Selector(item.At("spec", "template", "spec", "nodeSelector")), KindTables.AgeOf(item, now),
            .. WideCells(item),
        ]);

    public static readonly KindTable Jobs = new(
        [new("Status"), new("Completions"), new("Duration"), new("Age"), .. Wide],
        (item, now) =>
        [
            JobStatus(item),
            $"{Count(item, "succeeded")}/{item.Number("spec", "completions") ?? 1}",
            Age.Parse(item.Text("status", "startTime")) is { } start
                ? Age.Span((Age.Parse(item.Text("status", "completionTime")) ?? now) - start)
                : "",
            KindTables.AgeOf(item, now), .. WideCells(item),
        ]);

    public static readonly KindTable CronJobs = new(
        [
            new("Schedule"), new("Timezone"), new("Suspend", "boolean"), new("Active", "integer"), new("Last Schedule"),
            new("Age"), .. Wide,
        ],
        (item, now) =>
        [
            item.Text("spec", "schedule"), item.Text("spec", "timeZone") ?? "<none>",
            item.Flag("spec", "suspend") ? "True" : "False",
            item.Items("status", "active").Count(),
            item.Text("status", "lastScheduleTime") is { } last ? Age.Since(last, now) : "<none>",
            KindTables.AgeOf(item, now),
            .. Template(item.At("spec", "jobTemplate", "spec", "template")), "<none>",
        ]);

    private static long Count(JsonObject item, string field) => item.Number("status", field) ?? 0;

    private static JsonNode?[] WideCells(JsonObject item) =>
        [.. Template(item.At("spec", "template")), KindTables.Selector(item.At("spec", "selector"))];

    private static JsonNode?[] Template(JsonNode? template)
    {
        (string names, string images) = KindTables.Containers(template);
        return [names, images];
    }

    private static string JobStatus(JsonObject job)
    {
        foreach (JsonObject condition in job.Items("status", "conditions"))
        {
            if (condition.Text("status") == "True" && condition.Text("type") is "Complete" or "Failed" or "Suspended")
            {
                return condition.Text("type")!;
            }
        }

        return "Running";
    }
}
