using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>Jobs and CronJobs.</summary>
internal static class JobDescription
{
    public static void Job(Description to, JsonElement item)
    {
        var (metadata, spec, status) = (to.Head(item), item.At("spec"), item.At("status"));
        to.Pair(0, "Selector", WorkloadDescription.Selector(item));
        to.Labels(metadata);
        to.Annotations(metadata);
        to.ControlledBy(metadata);
        WriteNumber(to, "Parallelism", spec.At("parallelism"));
        to.Pair(0, "Completions", Number(spec.At("completions")));
        to.Optional(0, "Completion Mode", spec.Text("completionMode"));
        WriteTruth(to, "Suspend", spec.At("suspend"));
        WriteNumber(to, "Backoff Limit", spec.At("backoffLimit"));
        WriteNumber(to, "TTL Seconds After Finished", spec.At("ttlSecondsAfterFinished"));
        var (began, ended) = (status.Time("startTime"), status.Time("completionTime"));
        if (began is { } start)
        {
            to.Pair(0, "Start Time", Description.Time(start));
        }

        if (ended is { } end)
        {
            to.Pair(0, "Completed At", Description.Time(end));
        }

        if (began is { } from && ended is { } until)
        {
            to.Pair(0, "Duration", HumanDuration.Of(until - from));
        }

        if (spec.At("activeDeadlineSeconds").ValueKind == JsonValueKind.Number)
        {
            to.Pair(0, "Active Deadline Seconds", spec.At("activeDeadlineSeconds") + "s");
        }

        var ready = status.At("ready").ValueKind == JsonValueKind.Number ? string.Create(CultureInfo.InvariantCulture, $" ({status.Number("ready")} Ready)") : "";
        to.Pair(0, "Pods Statuses", string.Create(
            CultureInfo.InvariantCulture, $"{status.Number("active")} Active{ready} / {status.Number("succeeded")} Succeeded / {status.Number("failed")} Failed"));
        to.Optional(0, "Completed Indexes", status.Text("completedIndexes"));
        PodTemplateDescription.Write(to, spec.At("template"));
    }

    public static void CronJob(Description to, JsonElement item)
    {
        var (metadata, spec, status) = (to.Head(item), item.At("spec"), item.At("status"));
        to.Labels(metadata);
        to.Annotations(metadata);
        to.Pair(0, "Schedule", spec.Text("schedule"));
        to.Pair(0, "Concurrency Policy", spec.Text("concurrencyPolicy"));
        to.Pair(0, "Suspend", spec.Flag("suspend") ? "True" : "False");
        to.Pair(0, "Successful Job History Limit", Number(spec.At("successfulJobsHistoryLimit")));
        to.Pair(0, "Failed Job History Limit", Number(spec.At("failedJobsHistoryLimit")));
        to.Pair(0, "Starting Deadline Seconds", spec.At("startingDeadlineSeconds").ValueKind == JsonValueKind.Number ? spec.At("startingDeadlineSeconds") + "s" : "<unset>");
        var job = spec.At("jobTemplate", "spec");
        to.Pair(0, "Selector", job.At("selector").ValueKind == JsonValueKind.Object ? Reading.LabelText.Selector(job.At("selector")) : "<unset>");
        to.Pair(0, "Parallelism", Number(job.At("parallelism")));
        to.Pair(0, "Completions", Number(job.At("completions")));
        if (job.At("activeDeadlineSeconds").ValueKind == JsonValueKind.Number)
        {
            to.Pair(0, "Active Deadline Seconds", job.At("activeDeadlineSeconds") + "s");
        }

        PodTemplateDescription.Write(to, job.At("template"));
        to.Pair(0, "Last Schedule Time", Description.Time(status.Time("lastScheduleTime")));
        to.Pair(0, "Active Jobs", string.Join(", ", status.Items("active").Select(job => job.Text("name"))) is { Length: > 0 } active ? active : "<none>");
    }

    private static string Number(JsonElement number) => number.ValueKind == JsonValueKind.Number ? number.GetRawText() : "<unset>";

    private static void WriteNumber(Description to, string title, JsonElement number)
    {
        if (number.ValueKind == JsonValueKind.Number)
        {
            to.Pair(0, title, number.GetRawText());
        }
    }

    private static void WriteTruth(Description to, string title, JsonElement truth)
    {
        if (truth.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            to.Pair(0, title, EnvironmentDescription.Truth(truth.GetBoolean()));
        }
    }
}
