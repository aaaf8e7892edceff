using System.Text.Json.Nodes;

namespace Sallyport.EndToEnd.Tests.Hubs;

/// <summary>Scopes as the API writes them.</summary>
internal static class Scopes
{
    public static JsonObject Organization() => new() { ["kind"] = "organization" };

    public static JsonObject Project(string name) => new() { ["kind"] = "project", ["project"] = name };

    public static JsonObject Cluster(string name) => new() { ["kind"] = "cluster", ["clusters"] = new JsonArray(name) };

    public static JsonObject Namespace(string cluster, string name) => new()
    {
        ["kind"] = "namespace",
        ["clusters"] = new JsonArray(cluster),
        ["namespaces"] = new JsonArray(name),
    };
}
