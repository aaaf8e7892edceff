using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Objects;

/// <summary>How objects fare whose kinds say it in ways of their own, with the cause in the cluster's words.</summary>
internal static class KindStatus
{
    public static RowStatus Node(JsonElement node)
    {
        var conditions = node.At("status").Items("conditions").ToArray();
        var ready = Find(conditions, "Ready");
        return ready.Text("status") switch
        {
            "" => default,
            not "True" => new RowStatus(Health.Failing, "NotReady" + Because(ready)),
            _ when conditions.FirstOrDefault(condition => condition.Text("type") != "Ready" && condition.Text("status") == "True") is { ValueKind: JsonValueKind.Object } pressing =>
                new RowStatus(Health.Warning, pressing.Text("type") + Because(pressing)),
            _ when node.At("spec").Flag("unschedulable") => new RowStatus(Health.Warning, "Ready, cordoned: no new pods come here"),
            _ => new RowStatus(Health.Ok, "Ready"),
        };
    }

    public static RowStatus Job(JsonElement job)
    {
        var (status, conditions) = (job.At("status"), job.At("status").Items("conditions").ToArray());
        return Find(conditions, "Failed") is { ValueKind: JsonValueKind.Object } failed && failed.Text("status") == "True" ? new RowStatus(Health.Failing, "Failed" + Because(failed))
            : Find(conditions, "Complete").Text("status") == "True" ? new RowStatus(Health.Ok, "Complete")
            : job.At("spec").Flag("suspend") ? new RowStatus(Health.Warning, "Suspended")
            : status.Number("failed") is > 0 and var times ? new RowStatus(Health.Warning, $"Running, {times} pods failed so far")
            : status.Number("active") > 0 ? new RowStatus(Health.Ok, "Running")
            : default;
    }

    public static RowStatus CronJob(JsonElement cronJob) =>
        cronJob.At("spec").Flag("suspend") ? new RowStatus(Health.Warning, "Suspended") : new RowStatus(Health.Ok, "Scheduled");

    public static RowStatus DaemonSet(JsonElement daemonSet)
    {
        var status = daemonSet.At("status");
        if (status.At("desiredNumberScheduled").ValueKind != JsonValueKind.Number)
        {
            return default;
        }

        var (wanted, ready) = (status.Number("desiredNumberScheduled"), status.Number("numberReady"));
        return wanted == 0
            ? new RowStatus(Health.Ok, "No node fits it")
            : new RowStatus(ready >= wanted ? Health.Ok : ready == 0 ? Health.Failing : Health.Warning, $"{ready} of {wanted} ready");
    }

    /// <summary>What a deployment's numbers do not say: that its rollout is stuck, or that no pod can be made.</summary>
    /// <returns>Null where neither is so.</returns>
    public static RowStatus? StuckRollout(JsonElement deployment)
    {
        var conditions = deployment.At("status").Items("conditions").ToArray();
        return Find(conditions, "ReplicaFailure") is var refused && refused.Text("status") == "True" ? new RowStatus(Health.Failing, refused.Text("reason") + Because(refused, withReason: false))
            : Find(conditions, "Progressing") is var progress && progress.Text("status") == "False" ? new RowStatus(Health.Failing, progress.Text("reason") + Because(progress, withReason: false))
            : null;
    }

    private static JsonElement Find(JsonElement[] conditions, string type) => Array.Find(conditions, condition => condition.Text("type") == type);

    private static string Because(JsonElement condition, bool withReason = true)
    {
        var parts = new[] { withReason ? condition.Text("reason") : "", condition.Text("message") }.Where(part => part.Length > 0).ToArray();
        return parts.Length == 0 ? "" : ": " + string.Join(": ", parts);
    }
}
