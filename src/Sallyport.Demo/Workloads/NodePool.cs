using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>The nodes pods can be put on.</summary>
internal sealed class NodePool(ObjectStore store)
{
    private int _turn;

    public int Count => store.In("nodes").Count();

    public IReadOnlyList<JsonObject> Fitting(JsonNode? podSpec)
    {
        LabelSelector selector = LabelSelector.FromMap(podSpec.Map("nodeSelector"));
        bool toleratesAll = podSpec.Items("tolerations").Any(item => item.Text("key") is null
            && item.Text("operator") == "Exists");
        return [.. store.In("nodes")
            .Where(node => selector.Matches(node.Labels))
            .Select(node => node.Read())
            .Where(node => toleratesAll || (!node.Flag("spec", "unschedulable")
                && !node.Items("spec", "taints").Any(taint => taint.Text("effect") is "NoSchedule" or "NoExecute")))];
    }

    public string? Pick(JsonObject pod)
    {
        IReadOnlyList<JsonObject> fitting = Fitting(pod.At("spec"));
        return fitting.Count == 0 ? null : fitting[_turn++ % fitting.Count].Text("metadata", "name");
    }

    public string AddressOf(string node) => store.Find("nodes", "", node)?.Read() is { } found
        ? found.Items("status", "addresses").FirstOrDefault()?.Text("address") ?? ""
        : "";

    public static string PodAddress(JsonObject pod)
    {
        if (pod.Flag("spec", "hostNetwork"))
        {
            return pod.Text("status", "hostIP") ?? "";
        }

        uint hash = StableHash.Of(pod.Text("metadata", "namespace") + "/" + pod.Text("metadata", "name"));
        return $"10.244.{StableHash.Of(pod.Text("spec", "nodeName")) % 200}.{(hash % 250) + 2}";
    }
}
