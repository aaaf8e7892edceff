using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Metrics;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Logs;

namespace Sallyport.Hub.Console.Graphs;

/// <summary>What is measured of an object, and against what: a pod's containers against their limits, a node against what pods may take of it, a workload by the sum of its pods.</summary>
internal static class UseSubject
{
    public static bool Has(ResourceType type) => (type.Group, type.Resource) is ("", "pods" or "nodes" or "replicationcontrollers")
        or ("apps", "deployments" or "replicasets" or "statefulsets" or "daemonsets") or ("batch", "jobs");

    /// <summary>What to ask the cluster.</summary>
    /// <param name="place">The object.</param>
    /// <param name="whole">All of it.</param>
    /// <returns>Null for a workload that picks no pods by labels.</returns>
    public static MetricsQuery? QueryOf(ObjectPlace place, JsonElement whole) => place.Type.Resource switch
    {
        "nodes" => new MetricsQuery(place.Cluster, Measured.Nodes) { Name = place.Name },
        "pods" => new MetricsQuery(place.Cluster, Measured.Pods) { Namespace = place.Namespace, Name = place.Name },
        _ => PodSelector.Of(whole) is { Length: > 0 } selector
            ? new MetricsQuery(place.Cluster, Measured.Pods) { Namespace = place.Namespace, LabelSelector = selector }
            : null,
    };

    /// <summary>What is drawn, each with its bounds and with what it uses now.</summary>
    /// <param name="place">The object.</param>
    /// <param name="whole">All of it.</param>
    /// <param name="measured">What the cluster measured.</param>
    public static IReadOnlyList<UsePart> PartsOf(ObjectPlace place, JsonElement whole, MetricsSnapshot measured) => place.Type.Resource switch
    {
        "nodes" => [Node(whole, measured.Uses.Values.FirstOrDefault())],
        "pods" => Pod(whole.At("spec"), measured.Uses.Values.FirstOrDefault()),
        _ => [Workload(whole.At("spec", "template").At("spec"), [.. measured.Uses.Values])],
    };

    private static UsePart Node(JsonElement node, MeasuredUse? use) => new("")
    {
        Limit = Usage.Of(node.At("status", "allocatable")),
        Now = use?.Total,
        At = use?.At,
    };

    private static List<UsePart> Pod(JsonElement spec, MeasuredUse? use)
    {
        // A cluster may say anything: the same name twice, or thousands of them, each of which would be drawn.
        var known = spec.Items("containers").DistinctBy(container => container.Text("name")).Take(UseHistory.MostParts).Select(container => new UsePart(container.Text("name"))
        {
            Requested = Usage.Of(container.At("resources", "requests")),
            Limit = Usage.Of(container.At("resources", "limits")),
        }).ToList();
        // A sidecar among the init containers, or a debug container, is measured too, and stands among others in the spec.
        known.AddRange((use?.Containers.Keys ?? []).Where(name => known.All(part => part.Name != name)).Order(StringComparer.Ordinal)
            .Take(UseHistory.MostParts - known.Count).Select(name => new UsePart(name)).ToArray());
        return [.. known.Select(part => use?.Containers.TryGetValue(part.Name, out var now) == true ? part with { Now = now, At = use.At } : part)];
    }

    private static UsePart Workload(JsonElement template, MeasuredUse[] pods)
    {
        var containers = template.Items("containers").ToArray();
        return new UsePart("")
        {
            Requested = Sum(containers.Select(container => container.At("resources", "requests")), pods.Length),
            Limit = Sum(containers.Select(container => container.At("resources", "limits")), pods.Length),
            Now = pods.Length == 0 ? null : pods.Aggregate(default(Usage), (sum, pod) => sum + pod.Total),
            At = pods.Max(pod => pod.At),
        };
    }

    /// <summary>What all of them have in all pods; 0 where one has no bound, since all of them together have none then.</summary>
    private static Usage Sum(IEnumerable<JsonElement> bounds, int pods)
    {
        var each = bounds.Select(Usage.Of).ToArray();
        return new Usage(
            each.Any(one => one.Cpu == 0) ? 0 : each.Sum(one => one.Cpu) * pods,
            each.Any(one => one.Memory == 0) ? 0 : each.Sum(one => one.Memory) * pods);
    }
}
