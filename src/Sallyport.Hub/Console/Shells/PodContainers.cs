using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Shells;

/// <summary>The containers of a pod that a shell can be in.</summary>
internal static class PodContainers
{
    private const string Default = "kubectl.kubernetes.io/default-container";

    /// <summary>Their names, first the one to begin with.</summary>
    /// <param name="pod">The pod, whole.</param>
    /// <param name="wished">The one that somebody asked for; empty for the pod's own choice.</param>
    public static IReadOnlyList<string> Of(JsonElement pod, string wished)
    {
        var first = wished.Length > 0 ? wished : pod.At("metadata", "annotations").Text(Default);
        var spec = pod.At("spec");
        return [.. spec.Items("containers").Concat(spec.Items("ephemeralContainers")).Select(container => container.Text("name")).OrderByDescending(name => name == first)];
    }
}
