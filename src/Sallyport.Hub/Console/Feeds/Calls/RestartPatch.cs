using System.Globalization;
using System.Text.Json.Nodes;

namespace Sallyport.Hub.Console.Feeds.Calls;

/// <summary>What replaces the pods of a workload: the annotation that <c>kubectl rollout restart</c> changes in its pod template.</summary>
internal static class RestartPatch
{
    private const string RestartedAt = "kubectl.kubernetes.io/restartedAt";

    /// <summary>The patch; as a merge it means the same as a strategic merge.</summary>
    /// <param name="now">When it is asked for.</param>
    public static JsonObject At(DateTimeOffset now)
    {
        var annotations = new JsonObject { [RestartedAt] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) };
        return new JsonObject
        {
            ["spec"] = new JsonObject { ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = annotations } } },
        };
    }
}
