using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Objects;

/// <summary>How an object fares, with the cause: "CrashLoopBackOff: web ended with exit 137, OOMKilled, 4 restarts".</summary>
internal static class StatusInWords
{
    private static readonly string[] Positive = ["Ready", "Available", "Complete", "Established", "Healthy", "Synced"];

    public static RowStatus Of(ResourceType type, JsonElement whole) =>
        whole.At("metadata").Text("deletionTimestamp").Length > 0 ? new RowStatus(Health.Warning, "Terminating")
        : type.FullName switch
        {
            "pods" => Pod(whole),
            "nodes" => KindStatus.Node(whole),
            "jobs.batch" => KindStatus.Job(whole),
            "cronjobs.batch" => KindStatus.CronJob(whole),
            "daemonsets.apps" => KindStatus.DaemonSet(whole),
            "deployments.apps" => KindStatus.StuckRollout(whole) ?? ByConditions(whole),
            _ => ByConditions(whole),
        };

    private static RowStatus Pod(JsonElement pod)
    {
        var status = pod.At("status");
        foreach (var container in status.Items("initContainerStatuses").Concat(status.Items("containerStatuses")))
        {
            if (Trouble(container) is { } trouble)
            {
                return trouble;
            }
        }

        var phase = status.Text("reason") is { Length: > 0 } reason ? reason : status.Text("phase");
        var containers = status.Items("containerStatuses").ToArray();
        var ready = containers.Count(container => container.Flag("ready"));
        return phase switch
        {
            "Running" when ready < containers.Length => new RowStatus(Health.Warning, $"Running, {ready} of {containers.Length} containers ready"),
            "Running" => new RowStatus(Health.Ok, "Running"),
            "Succeeded" => new RowStatus(Health.Ok, "Completed"),
            "Pending" => new RowStatus(Health.Warning, "Pending" + Unmet(status)),
            "" => default,
            _ => new RowStatus(Health.Failing, phase + (status.Text("message") is { Length: > 0 } message ? ": " + message : "")),
        };
    }

    private static RowStatus? Trouble(JsonElement container)
    {
        var (waiting, name) = (container.At("state", "waiting"), container.Text("name"));
        var ended = container.At("state", "terminated") is { ValueKind: JsonValueKind.Object } now ? now : container.At("lastState", "terminated");
        var why = ended.ValueKind == JsonValueKind.Object
            ? $"{name} ended with exit {ended.Number("exitCode")}{(ended.Text("reason") is { Length: > 0 } reason ? ", " + reason : "")}, {container.Number("restartCount")} restarts"
            : waiting.Text("message") is { Length: > 0 } message ? $"{name}: {message}" : name;
        return waiting.Text("reason") switch
        {
            "" when container.At("state", "terminated").Number("exitCode") != 0 => new RowStatus(Health.Failing, $"Error: {why}"),
            "" or "ContainerCreating" or "PodInitializing" => null,
            var said => new RowStatus(Health.Failing, $"{said}: {why}"),
        };
    }

    private static string Unmet(JsonElement status) =>
        status.Items("conditions").FirstOrDefault(condition => condition.Text("status") == "False" && condition.Text("message").Length > 0) is { ValueKind: JsonValueKind.Object } unmet
            ? ": " + unmet.Text("message")
            : "";

    private static RowStatus ByConditions(JsonElement whole)
    {
        var status = whole.At("status");
        var conditions = status.Items("conditions").Where(condition => Positive.Contains(condition.Text("type"), StringComparer.Ordinal)).ToArray();
        if (conditions.FirstOrDefault(condition => condition.Text("status") == "False") is { ValueKind: JsonValueKind.Object } bad)
        {
            var reason = bad.Text("reason") is { Length: > 0 } said ? said : "Not " + bad.Text("type").ToLowerInvariant();
            return new RowStatus(Health.Failing, bad.Text("message") is { Length: > 0 } message ? $"{reason}: {message}" : reason);
        }

        var replicas = whole.At("spec").At("replicas").ValueKind == JsonValueKind.Number ? whole.At("spec").Number("replicas") : -1;
        if (replicas >= 0)
        {
            var ready = status.Number("readyReplicas");
            return new RowStatus(ready >= replicas ? Health.Ok : ready == 0 ? Health.Failing : Health.Warning, $"{ready} of {replicas} ready");
        }

        return conditions.FirstOrDefault(condition => condition.Text("status") == "True") is { ValueKind: JsonValueKind.Object } good
            ? new RowStatus(Health.Ok, good.Text("type"))
            : status.Text("phase") is { Length: > 0 } phase ? StatusWords.Of(phase) : default;
    }
}
