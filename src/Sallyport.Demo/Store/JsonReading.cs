using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sallyport.Demo.Store;

/// <summary>Reading of Kubernetes objects as JSON, where any part may be missing.</summary>
internal static class JsonReading
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (string step in path)
        {
            if (node is not JsonObject map || !map.TryGetPropertyValue(step, out node))
            {
                return null;
            }
        }

        return node;
    }

    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static long? Number(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is not JsonValue value ? null
        : value.TryGetValue(out long wide) ? wide
        : value.TryGetValue(out int narrow) ? narrow
        : value.TryGetValue(out double real) ? (long)real
        : null;

    public static bool Flag(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue(out bool flag) && flag;

    public static JsonObject? Map(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonObject;

    public static IEnumerable<JsonObject> Items(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray list ? list.OfType<JsonObject>() : [];

    public static IEnumerable<string> Texts(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray list
            ? list.Select(item => item is JsonValue value && value.TryGetValue(out string? text) ? text : null)
                .OfType<string>()
            : [];

    public static JsonObject Child(this JsonObject map, string key)
    {
        if (map[key] is JsonObject child)
        {
            return child;
        }

        child = [];
        map[key] = child;
        return child;
    }

    public static JsonArray List(this JsonObject map, string key)
    {
        if (map[key] is JsonArray list)
        {
            return list;
        }

        list = [];
        map[key] = list;
        return list;
    }

    public static JsonObject Copy(this JsonObject map) => (JsonObject)map.DeepClone();

    public static byte[] ToBytes(this JsonNode node)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter writer = new(buffer, Compact))
        {
            node.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static JsonArray ToJson(this IEnumerable<string> texts) =>
        new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);

    public static JsonArray ToJson(this IEnumerable<JsonObject> maps) => new([.. maps]);
}
