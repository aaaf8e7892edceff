using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Rows;
using Sallyport.Hub.Console.Kubectl.Commands;
using Sallyport.Hub.Console.Kubectl.Printing;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>The pods of a node, and how much of it they ask for.</summary>
internal static class NodePods
{
    public static async Task WriteAsync(Invocation line, Description to, JsonElement node)
    {
        var name = node.At("metadata").Text("name");
        var pods = new List<JsonElement>();
        try
        {
            await foreach (var pod in new Selection(null, Fields: $"spec.nodeName={name},status.phase!=Succeeded,status.phase!=Failed")
                .ObjectsAsync(line, ResourceType.Pods, line.Cancellation))
            {
                pods.Add(pod);
            }
        }
        catch (ClusterProblemException fault) when (fault.Problem.Kind == ProblemKind.Blocked)
        {
            to.Pair(0, "Pods", $"not authorized: {fault.Problem.Message}");
            return;
        }

        var has = node.At("status").At("allocatable");
        to.Write(0, $"Non-terminated Pods:\t({pods.Count} in total)");
        to.Write(1, "Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge");
        to.Write(1, "---------\t----\t\t------------\t----------\t---------------\t-------------\t---");
        foreach (var pod in pods)
        {
            var metadata = pod.At("metadata");
            to.Write(1, $"{metadata.Text("namespace")}\t{metadata.Text("name")}\t\t{Cell([pod], has, "requests", "cpu")}\t{Cell([pod], has, "limits", "cpu")}\t" +
                $"{Cell([pod], has, "requests", "memory")}\t{Cell([pod], has, "limits", "memory")}\t{HumanDuration.Since(metadata.Time("creationTimestamp"), to.Now)}");
        }

        to.Write(0, "Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)");
        to.Write(1, "Resource\tRequests\tLimits");
        to.Write(1, "--------\t--------\t------");
        foreach (var what in (string[])["cpu", "memory", "ephemeral-storage", .. Others(has)])
        {
            to.Write(1, what is "cpu" or "memory" or "ephemeral-storage" || what.StartsWith("hugepages-", StringComparison.Ordinal)
                ? $"{what}\t{Cell(pods, has, "requests", what)}\t{Cell(pods, has, "limits", what)}"
                : $"{what}\t{AmountText.Of(Sum(pods, "requests", what), what)}\t{AmountText.Of(Sum(pods, "limits", what), what)}");
        }
    }

    private static IEnumerable<string> Others(JsonElement has) => has.ValueKind != JsonValueKind.Object ? [] : has.EnumerateObject()
        .Select(amount => amount.Name).Where(name => name is not ("cpu" or "memory" or "ephemeral-storage" or "pods" or "storage")).Order(StringComparer.Ordinal);

    private static string Cell(List<JsonElement> pods, JsonElement has, string part, string what)
    {
        var sum = Sum(pods, part, what);
        var all = CellValue.Quantity(has.Text(what)) ?? 0;
        return string.Create(CultureInfo.InvariantCulture, $"{AmountText.Of(sum, what)} ({(all > 0 ? (long)(sum * 100 / all) : 0)}%)");
    }

    /// <summary>What pods ask for: their containers together, or more where one that runs before them asks for more.</summary>
    private static double Sum(List<JsonElement> pods, string part, string what) => pods.Sum(pod => Math.Max(
        pod.At("spec").Items("containers").Sum(container => Amount(container, part, what)),
        pod.At("spec").Items("initContainers").Select(container => Amount(container, part, what)).DefaultIfEmpty().Max()));

    private static double Amount(JsonElement container, string part, string what) => CellValue.Quantity(container.At("resources", part).Text(what)) ?? 0;
}
