using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Commands;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>How many pods of a workload run, wait, and have ended.</summary>
internal static class PodCounts
{
    public static async Task<string> TextAsync(Invocation line, JsonElement owner)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var selection = new Selection(owner.At("metadata").Text("namespace"), LabelText.Selector(owner.At("spec", "selector")));
        var uid = owner.At("metadata").Text("uid");
        try
        {
            await foreach (var pod in selection.ObjectsAsync(line, ResourceType.Pods, line.Cancellation))
            {
                if (pod.At("metadata").Items("ownerReferences").Any(reference => reference.Flag("controller") && reference.Text("uid") == uid))
                {
                    var phase = pod.At("status").Text("phase");
                    counts[phase] = counts.GetValueOrDefault(phase) + 1;
                }
            }
        }
        catch (ClusterProblemException fault) when (fault.Problem.Kind == ProblemKind.Blocked)
        {
            return "error in fetching pods: " + fault.Problem.Message;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Of("Running")} Running / {Of("Pending")} Waiting / {Of("Succeeded")} Succeeded / {Of("Failed")} Failed");

        int Of(string phase) => counts.GetValueOrDefault(phase);
    }
}
