using System.Globalization;
using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Patches;

/// <summary>JSON Patch (RFC 6902).</summary>
internal static class JsonPatch
{
    public static JsonObject Apply(JsonObject target, JsonNode? patch)
    {
        if (patch is not JsonArray operations)
        {
            throw ApiException.BadRequest("a JSON patch is a list of operations");
        }

        JsonObject result = target.Copy();
        foreach (JsonNode? operation in operations)
        {
            Apply(result, operation as JsonObject ?? throw ApiException.BadRequest("an operation is an object"));
        }

        return result;
    }

    private static void Apply(JsonObject root, JsonObject operation)
    {
        string[] path = Pointer(operation.Text("path"));
        switch (operation.Text("op"))
        {
            case "add":
                Put(root, path, operation["value"]?.DeepClone(), insert: true);
                break;
            case "replace":
                _ = Take(root, path, remove: false);
                Put(root, path, operation["value"]?.DeepClone(), insert: false);
                break;
            case "remove":
                _ = Take(root, path, remove: true);
                break;
            case "move":
                Put(root, path, Take(root, Pointer(operation.Text("from")), remove: true), insert: true);
                break;
            case "copy":
                Put(root, path, Take(root, Pointer(operation.Text("from")), remove: false)?.DeepClone(), insert: true);
                break;
            case "test":
                if (!JsonNode.DeepEquals(Take(root, path, remove: false), operation["value"]))
                {
                    throw Invalid($"testing path {operation.Text("path")} failed");
                }

                break;
            default:
                throw ApiException.BadRequest("Unexpected kind of JSON patch operation");
        }
    }

    private static string[] Pointer(string? pointer) => pointer is ['/', .. var rest]
        ? [.. rest.Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal)
            .Replace("~0", "~", StringComparison.Ordinal))]
        : throw ApiException.BadRequest("a path of a JSON patch begins with /");

    private static JsonNode? Take(JsonObject root, string[] path, bool remove)
    {
        JsonNode parent = Parent(root, path);
        string last = path[^1];
        switch (parent)
        {
            case JsonObject map when map.TryGetPropertyValue(last, out JsonNode? value):
                if (remove)
                {
                    map.Remove(last);
                }

                return value;
            case JsonArray list when Index(last, list.Count - 1) is { } at:
                JsonNode? item = list[at];
                if (remove)
                {
                    list.RemoveAt(at);
                }

                return item;
            default:
                throw Missing(path);
        }
    }

    private static void Put(JsonObject root, string[] path, JsonNode? value, bool insert)
    {
        JsonNode parent = Parent(root, path);
        string last = path[^1];
        if (parent is JsonObject map)
        {
            map[last] = value;
        }
        else if (parent is JsonArray list && (last == "-" ? list.Count : Index(last, list.Count)) is { } at)
        {
            if (insert)
            {
                list.Insert(at, value);
            }
            else
            {
                list[at] = value;
            }
        }
        else
        {
            throw Missing(path);
        }
    }

    private static JsonNode Parent(JsonObject root, string[] path)
    {
        JsonNode? node = root;
        foreach (string step in path[..^1])
        {
            node = node switch
            {
                JsonObject map => map[step],
                JsonArray list when Index(step, list.Count - 1) is { } at => list[at],
                _ => null,
            };
        }

        return node ?? throw Missing(path);
    }

    private static int? Index(string text, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int at) && at <= max ? at : null;

    private static ApiException Missing(string[] path) =>
        Invalid($"doc is missing path: /{string.Join('/', path)}");

    private static ApiException Invalid(string message) =>
        new(422, "Invalid", $"the server rejected our request due to an error in our request: {message}", []);
}
