using System.Collections.Immutable;
using System.Text.Json;

namespace Sallyport.Hub.Console.Feeds.Calls;

/// <summary>Reads objects of Kubernetes that may lack any part: what is not there is empty.</summary>
internal static class JsonReading
{
    public static JsonElement At(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;

    public static JsonElement At(this JsonElement parent, string name, string below) => parent.At(name).At(below);

    public static string Text(this JsonElement parent, string name) =>
        parent.At(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    public static long Number(this JsonElement parent, string name) =>
        parent.At(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : 0;

    public static bool Flag(this JsonElement parent, string name) => parent.At(name).ValueKind == JsonValueKind.True;

    public static DateTimeOffset? Time(this JsonElement parent, string name) =>
        parent.At(name) is { ValueKind: JsonValueKind.String } value && value.TryGetDateTimeOffset(out var time) ? time : null;

    public static IEnumerable<JsonElement> Items(this JsonElement parent, string name) =>
        parent.At(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    public static ImmutableArray<string> Texts(this JsonElement parent, string name) =>
        [.. parent.Items(name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];
}
