using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Which containers of a pod are meant: the one that <c>-c</c> names, all, or the one that kubectl would take.</summary>
internal static class LogContainers
{
    private const string Chosen = "kubectl.kubernetes.io/default-container";

    public static async Task<string[]> OfAsync(Invocation line, JsonElement pod)
    {
        var name = pod.At("metadata").Text("name");
        var main = Names(pod, "containers");
        string[] first = Names(pod, "initContainers"), debug = Names(pod, "ephemeralContainers");
        string[] all = [.. first, .. main, .. debug];
        if (line.Flags.Is("all-containers"))
        {
            return all;
        }

        var asked = line.Flags.Text("container") is { Length: > 0 } flag ? flag : line.Arguments.Length == 2 ? line.Arguments[1] : "";
        if (asked.Length > 0)
        {
            return all.Contains(asked)
                ? [asked]
                : throw new KubectlFault($"error: container {asked} is not valid for pod {name}");
        }

        if (main.Length == 0)
        {
            throw new KubectlFault($"error: pod {name} has no containers");
        }

        var container = pod.At("metadata", "annotations").Text(Chosen) is { Length: > 0 } annotated && all.Contains(annotated) ? annotated : main[0];
        if (all.Length > 1 && pod.At("metadata", "annotations").Text(Chosen) != container)
        {
            var others = main.Concat(debug.Select(one => one + " (ephem)")).Concat(first.Select(one => one + " (init)"));
            await line.Out.ErrorAsync($"Defaulted container \"{container}\" out of: {string.Join(", ", others)}");
        }

        return [container];
    }

    public static string[] Names(JsonElement pod, string part) => [.. pod.At("spec").Items(part).Select(container => container.Text("name"))];
}
