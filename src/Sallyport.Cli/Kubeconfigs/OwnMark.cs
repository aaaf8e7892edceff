using System.Text.Json.Nodes;

namespace Sallyport.Cli.Kubeconfigs;

/// <summary>
/// How an entry says that Sallyport wrote it: an extension, which kubectl keeps when it writes the file anew. Without it an
/// entry is somebody else's, whatever its name.
/// </summary>
/// <param name="Profile">The profile it was written for.</param>
/// <param name="Cluster">The cluster; empty on the entry of the user.</param>
/// <param name="Namespace">The namespace that was written to a context, to tell when somebody chose another one since.</param>
internal sealed record OwnMark(string Profile, string Cluster = "", string? Namespace = null)
{
    private const string Name = "sallyport.dev";

    public static OwnMark? Read(JsonNode? content)
    {
        var extensions = (content as JsonObject)?["extensions"] as JsonArray;
        var own = extensions?.OfType<JsonObject>().FirstOrDefault(extension => Text(extension["name"]) == Name)?["extension"] as JsonObject;
        return Text(own?["profile"]) is { } profile ? new OwnMark(profile, Text(own?["cluster"]) ?? "", Text(own?["namespace"])) : null;
    }

    public JsonArray ToExtensions()
    {
        var extension = new JsonObject { ["profile"] = Profile };
        if (Cluster.Length > 0)
        {
            extension["cluster"] = Cluster;
        }

        if (Namespace is not null)
        {
            extension["namespace"] = Namespace;
        }

        return new JsonArray(new JsonObject { ["name"] = Name, ["extension"] = extension });
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
