using System.Text.Json;
using Microsoft.Extensions.Localization;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Objects.Facts;

/// <summary>How a rollout stands, and of what.</summary>
internal static class WorkloadFacts
{
    private const string Revision = "deployment.kubernetes.io/revision";

    public static IEnumerable<Fact> Deployment(JsonElement whole, IStringLocalizer<Words> words)
    {
        var (spec, status) = (whole.At("spec"), whole.At("status"));
        var wanted = Wanted(spec);
        yield return spec.Flag("paused")
            ? new Fact(words["Rollout"], words["Paused"]) { Health = Health.Warning }
            : Rollout(words, wanted, status.Number("updatedReplicas"), status.Number("availableReplicas"), status.Number("replicas"));
        yield return new Fact(words["Revision"], whole.At("metadata", "annotations").Text(Revision));
        yield return new Fact(words["Strategy"], Strategy(spec.At("strategy"), words));
        foreach (var image in Images(spec, words))
        {
            yield return image;
        }
    }

    public static IEnumerable<Fact> StatefulSet(ObjectPlace place, JsonElement whole, IStringLocalizer<Words> words)
    {
        var (spec, status) = (whole.At("spec"), whole.At("status"));
        yield return Rollout(words, Wanted(spec), status.Number("updatedReplicas"), status.Number("readyReplicas"), status.Number("replicas"));
        yield return new Fact(words["Service"], spec.Text("serviceName")) { Href = ObjectAddress.Page(place.Cluster, "services", place.Namespace ?? "", spec.Text("serviceName")), IsName = true };
        yield return new Fact(words["Strategy"], Strategy(spec.At("updateStrategy"), words));
        yield return new Fact(words["Claims of each pod"], string.Join(", ", spec.Items("volumeClaimTemplates")
            .Select(claim => $"{claim.At("metadata").Text("name")} {claim.At("spec", "resources").At("requests").Text("storage")}".TrimEnd())));
        foreach (var image in Images(spec, words))
        {
            yield return image;
        }
    }

    public static IEnumerable<Fact> DaemonSet(JsonElement whole, IStringLocalizer<Words> words)
    {
        var (spec, status) = (whole.At("spec"), whole.At("status"));
        var wanted = status.Number("desiredNumberScheduled");
        yield return Rollout(words, wanted, status.Number("updatedNumberScheduled"), status.Number("numberAvailable"), status.Number("currentNumberScheduled"));
        yield return new Fact(words["Runs where it should not"], status.Number("numberMisscheduled") is > 0 and var wrong ? words["on {0} nodes", wrong] : "") { Health = Health.Warning };
        yield return new Fact(words["Nodes with"], Labels(spec.At("template", "spec").At("nodeSelector")));
        yield return new Fact(words["Strategy"], Strategy(spec.At("updateStrategy"), words));
        foreach (var image in Images(spec, words))
        {
            yield return image;
        }
    }

    public static IEnumerable<Fact> ReplicaSet(JsonElement whole, IStringLocalizer<Words> words)
    {
        var (spec, status) = (whole.At("spec"), whole.At("status"));
        yield return new Fact(words["Pods"], words["{0} wanted, {1} there, {2} ready", Wanted(spec), status.Number("replicas"), status.Number("readyReplicas")]);
        yield return new Fact(words["Revision"], whole.At("metadata", "annotations").Text(Revision));
        foreach (var image in Images(spec, words))
        {
            yield return image;
        }
    }

    /// <summary>Labels as a selector writes them.</summary>
    public static string Labels(JsonElement labels) =>
        labels.ValueKind == JsonValueKind.Object ? string.Join(", ", labels.EnumerateObject().Select(label => $"{label.Name}={label.Value}")) : "";

    private static Fact Rollout(IStringLocalizer<Words> words, long wanted, long updated, long available, long there)
    {
        var text = updated < wanted ? words["{0} of {1} pods updated, {2} available", updated, wanted, available]
            : there > updated ? words["{0} old pods still there, {1} of {2} available", there - updated, available, wanted]
            : available < wanted ? words["{0} of {1} updated pods available", available, wanted]
            : words["complete: {0} of {1} pods available", available, wanted];
        return new Fact(words["Rollout"], text) { Health = updated >= wanted && there <= updated && available >= wanted ? Health.Ok : Health.Warning };
    }

    private static long Wanted(JsonElement spec) => spec.At("replicas").ValueKind == JsonValueKind.Number ? spec.Number("replicas") : 1;

    private static string Strategy(JsonElement strategy, IStringLocalizer<Words> words)
    {
        var rolling = strategy.At("rollingUpdate");
        string[] bounds =
        [
            .. rolling.At("maxUnavailable").ToString() is { Length: > 0 } down ? [words["at most {0} unavailable", down].Value] : Array.Empty<string>(),
            .. rolling.At("maxSurge").ToString() is { Length: > 0 } more ? [words["at most {0} more", more].Value] : Array.Empty<string>(),
            .. rolling.Number("partition") is > 0 and var from ? [words["from pod {0} on", from].Value] : Array.Empty<string>(),
        ];
        return string.Join(", ", bounds.Prepend(strategy.Text("type")).Where(part => part.Length > 0));
    }

    private static IEnumerable<Fact> Images(JsonElement spec, IStringLocalizer<Words> words) => spec.At("template", "spec").Items("containers")
        .Select(container => new Fact(words["Image of {0}", container.Text("name")], container.Text("image")) { IsName = true });
}
