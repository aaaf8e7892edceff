using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Discovery;

/// <summary>
/// The fields of the kinds, read from <c>schemas.txt</c>: a line <c>@Type description</c> begins a type, each line after
/// it is <c>name type[!] description</c>.
/// </summary>
internal static class SchemaCatalog
{
    private static readonly Lazy<IReadOnlyDictionary<string, SchemaType>> BuiltIn = new(ReadBuiltIn);

    public static IReadOnlyDictionary<string, SchemaType> Types => BuiltIn.Value;

    /// <summary>The schema of a kind, or null when nothing is known of its fields.</summary>
    public static SchemaType? Of(ResourceType type) => type.IsCustom ? null : Types.GetValueOrDefault(type.Kind);

    /// <summary>Paths of the fields that the kind does not have.</summary>
    public static IEnumerable<string> UnknownFields(ResourceType type, JsonObject body) =>
        Of(type) is { } schema ? Unknown(schema, body, "") : [];

    private static IEnumerable<string> Unknown(SchemaType schema, JsonObject body, string path)
    {
        foreach ((string key, JsonNode? value) in body)
        {
            string here = path.Length == 0 ? key : $"{path}.{key}";
            SchemaField? field = schema.Fields.FirstOrDefault(field => field.Name == key);
            if (field is null)
            {
                yield return here;
            }
            else if (Types.TryGetValue(field.Element, out SchemaType? below))
            {
                foreach (string unknown in Children(field, value, here).SelectMany(
                    child => Unknown(below, child.Value, child.Path)))
                {
                    yield return unknown;
                }
            }
        }
    }

    private static IEnumerable<(string Path, JsonObject Value)> Children(SchemaField field, JsonNode? value, string path)
    {
        if (field.IsList && value is JsonArray list)
        {
            for (int i = 0; i < list.Count; i++)
            {
                if (list[i] is JsonObject item)
                {
                    yield return ($"{path}[{i}]", item);
                }
            }
        }
        else if (field.IsMap && value is JsonObject map)
        {
            foreach ((string key, JsonNode? item) in map)
            {
                if (item is JsonObject child)
                {
                    yield return ($"{path}.{key}", child);
                }
            }
        }
        else if (value is JsonObject single)
        {
            yield return (path, single);
        }
    }

    private static Dictionary<string, SchemaType> ReadBuiltIn()
    {
        using Stream stream = typeof(SchemaCatalog).Assembly.GetManifestResourceStream("schemas.txt")
            ?? throw new InvalidOperationException("The schemas are missing from the assembly.");
        using StreamReader reader = new(stream);
        Dictionary<string, SchemaType> types = new(StringComparer.Ordinal);
        List<SchemaField> fields = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('@'))
            {
                string[] head = line[1..].Split(' ', 2);
                fields = [];
                types[head[0]] = new SchemaType(head[0], head.Length > 1 ? head[1] : "", fields);
            }
            else if (line.Length > 0)
            {
                string[] words = line.Split(' ', 3);
                fields.Add(new SchemaField(words[0], words[1].TrimEnd('!'), words[1].EndsWith('!'),
                    words.Length > 2 ? words[2] : ""));
            }
        }

        return types;
    }
}
