using System.Text.Json;
using Microsoft.Extensions.Localization;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Objects.Facts;

/// <summary>What ran, what runs, and when next.</summary>
internal static class JobFacts
{
    public static IEnumerable<Fact> Job(JsonElement whole, IStringLocalizer<Words> words)
    {
        var (spec, status) = (whole.At("spec"), whole.At("status"));
        var (done, failed) = (status.Number("succeeded"), status.Number("failed"));
        var wanted = spec.At("completions").ValueKind == JsonValueKind.Number ? spec.Number("completions") : 1;
        yield return new Fact(words["Completions"], words["{0} of {1}", done, wanted]) { Health = done >= wanted ? Health.Ok : failed > 0 ? Health.Warning : Health.None };
        yield return new Fact(words["Pods"], words["{0} running, {1} succeeded, {2} failed", status.Number("active"), done, failed]);
        yield return new Fact(words["Tries"], spec.At("backoffLimit").ValueKind == JsonValueKind.Number ? words["given up after {0} failures", spec.Number("backoffLimit")] : "");
        yield return new Fact(words["Deadline"], spec.Number("activeDeadlineSeconds") is > 0 and var seconds ? words["{0} seconds after its start", seconds] : "");
        yield return new Fact(words["Suspended"], spec.Flag("suspend") ? words["yes: it starts no pods"] : "") { Health = Health.Warning };
        yield return new Fact(words["Started"], "") { At = status.Time("startTime") };
        yield return new Fact(words["Completed"], "") { At = status.Time("completionTime") };
    }

    public static IEnumerable<Fact> CronJob(JsonElement whole, IStringLocalizer<Words> words)
    {
        var (spec, status) = (whole.At("spec"), whole.At("status"));
        yield return new Fact(words["Schedule"], spec.Text("timeZone") is { Length: > 0 } zone ? $"{spec.Text("schedule")} ({zone})" : spec.Text("schedule")) { IsName = true };
        yield return new Fact(words["Suspended"], spec.Flag("suspend") ? words["yes: it makes no jobs"] : "") { Health = Health.Warning };
        yield return new Fact(words["Last run"], "") { At = status.Time("lastScheduleTime") };
        yield return new Fact(words["Last success"], "") { At = status.Time("lastSuccessfulTime") };
        yield return new Fact(words["Running now"], words["{0} jobs", status.Items("active").Count()]);
        yield return new Fact(words["When one still runs"], spec.Text("concurrencyPolicy"));
    }
}
