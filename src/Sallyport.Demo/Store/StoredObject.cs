using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Sallyport.Demo.Store;

/// <summary>An object as it was at one resource version. Kept as UTF-8 so that thirty thousand pods stay small.</summary>
internal sealed class StoredObject
{
    private StoredObject(byte[] json, string ns, string name, long version, ImmutableDictionary<string, string> labels)
    {
        Json = json;
        Namespace = ns;
        Name = name;
        Version = version;
        Labels = labels;
    }

    public byte[] Json { get; }

    public string Namespace { get; }

    public string Name { get; }

    public long Version { get; }

    public ImmutableDictionary<string, string> Labels { get; }

    public JsonObject Read() => (JsonObject)JsonNode.Parse(Json)!;

    public static StoredObject From(JsonObject content, long version)
    {
        JsonObject metadata = content.Child("metadata");
        metadata["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture);
        ImmutableDictionary<string, string> labels = ImmutableDictionary<string, string>.Empty;
        if (metadata["labels"] is JsonObject map && map.Count > 0)
        {
            labels = map.ToImmutableDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? string.Empty);
        }

        return new StoredObject(content.ToBytes(), metadata.Text("namespace") ?? string.Empty,
            metadata.Text("name") ?? string.Empty, version, labels);
    }
}
