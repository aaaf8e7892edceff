using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Objects;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>ConfigMaps with what is in them, and Secrets with their keys and sizes alone.</summary>
internal static class DataDescription
{
    public static void ConfigMap(Description to, JsonElement item)
    {
        var metadata = to.Head(item);
        to.Labels(metadata);
        to.Annotations(metadata);
        to.Write(0, "\nData\n====");
        foreach (var entry in Entries(item.At("data")))
        {
            to.Write(0, $"{entry.Name}:\n----\n{entry.Value.ToString().Replace("\t", "        ", StringComparison.Ordinal)}\n");
        }

        to.Write(0, "\nBinaryData\n====");
        foreach (var entry in Entries(item.At("binaryData")))
        {
            to.Write(0, $"{entry.Name}: {Size(entry.Value).ToString(CultureInfo.InvariantCulture)} bytes");
        }

        to.Write(0, "");
    }

    public static void Secret(Description to, JsonElement item)
    {
        var metadata = to.Head(item);
        to.Labels(metadata);
        to.Annotations(metadata);
        to.Write(0, $"\nType:\t{item.Text("type")}\n\nData\n====");
        foreach (var key in SecretKey.Of(item).OrderBy(key => key.Name, StringComparer.Ordinal))
        {
            // Of a hidden value the placeholder's length says nothing.
            var size = key.Size is { } known ? known.ToString(CultureInfo.InvariantCulture) + " bytes" : "";
            to.Pair(0, key.Name, !key.Hidden ? size : size.Length > 0 ? size + " (hidden)" : "(hidden)");
        }
    }

    private static IEnumerable<JsonProperty> Entries(JsonElement data) =>
        data.ValueKind == JsonValueKind.Object ? data.EnumerateObject().OrderBy(entry => entry.Name, StringComparer.Ordinal) : Enumerable.Empty<JsonProperty>();

    private static int Size(JsonElement value) => value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out var bytes) ? bytes.Length : 0;
}
