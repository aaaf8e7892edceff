using System.Text.Json;
using Microsoft.Extensions.Localization;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Objects;

namespace Sallyport.Hub.Console.Objects.Facts;

/// <summary>What is scaled, between what bounds, and by what.</summary>
internal static class AutoscalerFacts
{
    public static IEnumerable<Fact> Of(ObjectPlace place, JsonElement whole, IStringLocalizer<Words> words)
    {
        var (spec, status) = (whole.At("spec"), whole.At("status"));
        var target = spec.At("scaleTargetRef");
        yield return new Fact(words["Scales"], $"{target.Text("kind")} {target.Text("name")}")
        {
            Href = target.Text("kind") switch
            {
                "Deployment" => ObjectAddress.Page(place.Cluster, "deployments.apps", place.Namespace ?? "", target.Text("name")),
                "StatefulSet" => ObjectAddress.Page(place.Cluster, "statefulsets.apps", place.Namespace ?? "", target.Text("name")),
                _ => "",
            },
        };
        var least = spec.At("minReplicas").ValueKind == JsonValueKind.Number ? spec.Number("minReplicas") : 1;
        yield return new Fact(words["Pods"], words["{0} now, {1} wanted, between {2} and {3}", status.Number("currentReplicas"), status.Number("desiredReplicas"), least, spec.Number("maxReplicas")]);
        foreach (var metric in spec.Items("metrics"))
        {
            yield return Metric(metric, status, words);
        }

        // Version 1 knows of one metric alone.
        yield return new Fact(words["CPU"], spec.At("targetCPUUtilizationPercentage").ValueKind == JsonValueKind.Number
            ? words["{0} now, {1} wanted", status.Number("currentCPUUtilizationPercentage") + "%", spec.Number("targetCPUUtilizationPercentage") + "%"] : "");
        yield return new Fact(words["Last scaled"], "") { At = status.Time("lastScaleTime") };
    }

    private static Fact Metric(JsonElement metric, JsonElement status, IStringLocalizer<Words> words)
    {
        var member = metric.Text("type") switch { "Resource" => "resource", "ContainerResource" => "containerResource", "Pods" => "pods", "Object" => "object", _ => "external" };
        var name = NameOf(metric.At(member));
        var now = status.Items("currentMetrics").Select(current => current.At(member)).FirstOrDefault(current => NameOf(current) == name).At("current");
        return new Fact(name, words["{0} now, {1} wanted", Amount(now), Amount(metric.At(member, "target"))]);
    }

    private static string NameOf(JsonElement of) => of.Text("name") is { Length: > 0 } name ? name : of.At("metric").Text("name");

    private static string Amount(JsonElement of) => of.At("averageUtilization").ValueKind == JsonValueKind.Number ? of.Number("averageUtilization") + "%"
        : of.Text("averageValue") is { Length: > 0 } average ? average
        : of.Text("value") is { Length: > 0 } value ? value : "–";
}
