using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>The pods of a workload, the one first that kubectl would show the logs of.</summary>
internal static class WorkloadPods
{
    /// <exception cref="KubectlFault">The object chooses no pods, or there are none.</exception>
    public static async Task<List<JsonElement>> OfAsync(Invocation line, ResourceType type, JsonElement workload)
    {
        var selector = LabelText.Of(type, workload) ?? throw new KubectlFault($"error: cannot get the logs from {type.ApiVersion}, Kind={type.Kind}: it chooses no pods");
        var pods = await ListAsync(line, workload.At("metadata").Text("namespace"), selector);
        return pods.Count > 0 ? pods : throw new KubectlFault($"error: timed out waiting for the condition: no pod of {NamePrinting.Name(type, workload)} is there");
    }

    public static async Task<List<JsonElement>> ListAsync(Invocation line, string ns, string labels)
    {
        var pods = new List<JsonElement>();
        await foreach (var pod in new Selection(ns, labels).ObjectsAsync(line, ResourceType.Pods, line.Cancellation))
        {
            pods.Add(pod);
        }

        return labels.Length == 0 ? pods : [.. pods
            .OrderBy(pod => pod.At("spec").Text("nodeName").Length == 0)
            .ThenBy(pod => pod.At("status").Text("phase") switch { "Running" => 0, "Unknown" => 1, _ => 2 })
            .ThenByDescending(Ready)
            .ThenByDescending(Restarts)
            .ThenBy(pod => pod.At("metadata").Time("creationTimestamp"))];
    }

    private static bool Ready(JsonElement pod) => pod.At("status").Items("conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");

    private static long Restarts(JsonElement pod) => pod.At("status").Items("containerStatuses").Select(status => status.Number("restartCount")).DefaultIfEmpty().Max();
}
