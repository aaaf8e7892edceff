using System.Text.Json;
using System.Text.Json.Nodes;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Objects;

namespace Sallyport.Hub.Console.Actions;

/// <summary>What is sent for each action: the same changes that kubectl makes, so that either sees the other's.</summary>
internal static class Patches
{
    /// <summary>Who the cluster notes as having set a field.</summary>
    public const string Manager = "fieldManager=sallyport-console";

    // A template repeats the hash of the replica set that it was read from; the cluster makes a new one.
    private const string TemplateHash = "pod-template-hash";

    public static ClusterWrite Scale(ObjectPlace place, int replicas) =>
        Merge($"{Path(place)}/scale", new JsonObject { ["spec"] = new JsonObject { ["replicas"] = replicas } });

    public static ClusterWrite Set(ObjectPlace place, string field, bool value) =>
        Merge(Path(place), new JsonObject { ["spec"] = new JsonObject { [field] = value ? true : null } });

    public static ClusterWrite Restart(ObjectPlace place, DateTimeOffset now) => Merge(Path(place), RestartPatch.At(now));

    public static ClusterWrite RollBack(ObjectPlace place, JsonElement template)
    {
        var then = JsonObject.Create(template)!;
        (then["metadata"]?["labels"] as JsonObject)?.Remove(TemplateHash);
        var patch = new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = "/spec/template", ["value"] = then });
        return new ClusterWrite(HttpMethod.Patch, $"{Path(place)}?{Manager}", patch.ToJsonString(), ClusterWrite.JsonPatch);
    }

    /// <summary>Deletes an object and what it owns.</summary>
    /// <param name="place">The object.</param>
    /// <param name="uid">Its uid, so that another that took its name meanwhile stays; empty to leave that open.</param>
    public static ClusterWrite Delete(ObjectPlace place, string uid)
    {
        var options = new JsonObject { ["kind"] = "DeleteOptions", ["apiVersion"] = "v1", ["propagationPolicy"] = "Background" };
        if (uid.Length > 0)
        {
            options["preconditions"] = new JsonObject { ["uid"] = uid };
        }

        return new ClusterWrite(HttpMethod.Delete, Path(place), options.ToJsonString());
    }

    /// <summary>Adds a container to a running pod, as <c>kubectl debug</c> does.</summary>
    public static ClusterWrite Debug(ObjectPlace place, DebugContainer debug)
    {
        var container = new JsonObject
        {
            ["name"] = debug.Name,
            ["image"] = debug.Image,
            ["imagePullPolicy"] = "IfNotPresent",
            ["stdin"] = true,
            ["tty"] = true,
            ["terminationMessagePolicy"] = "File",
        };
        if (debug.Target.Length > 0)
        {
            container["targetContainerName"] = debug.Target;
        }

        if (!debug.Command.IsEmpty)
        {
            container["command"] = new JsonArray([.. debug.Command.Select(word => (JsonNode)word)]);
        }

        var patch = new JsonObject { ["spec"] = new JsonObject { ["ephemeralContainers"] = new JsonArray(container) } };
        return new ClusterWrite(HttpMethod.Patch, $"{Path(place)}/ephemeralcontainers?{Manager}", patch.ToJsonString(), ClusterWrite.StrategicPatch);
    }

    private static ClusterWrite Merge(string path, JsonObject patch) => new(HttpMethod.Patch, $"{path}?{Manager}", patch.ToJsonString(), ClusterWrite.MergePatch);

    private static string Path(ObjectPlace place) => place.Type.Path(place.Namespace, place.Name);
}
