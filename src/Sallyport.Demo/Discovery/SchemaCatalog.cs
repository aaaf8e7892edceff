using System.Globalization;
using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Discovery;

/// <summary>
/// The fields of the kinds, read from <c>schemas.txt</c>, and what they are for, from <c>descriptions.txt</c>. One
/// table serves explain, field validation and the decoding of protobuf bodies.
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
        Dictionary<string, string> descriptions = Lines("descriptions.txt").Select(line => line.Split(' ', 2))
            .ToDictionary(sides => sides[0], sides => sides[1], StringComparer.Ordinal);
        Dictionary<string, SchemaType> types = new(StringComparer.Ordinal);
        List<SchemaField> fields = [];
        string type = "";
        foreach (string line in Lines("schemas.txt"))
        {
            if (line.StartsWith('@'))
            {
                type = line[1..];
                fields = [];
                types[type] = new SchemaType(type, descriptions.GetValueOrDefault(type, ""), fields);
                continue;
            }

            string[] words = line.Split(' ');
            fields.Add(new SchemaField(words[0], words[1].TrimEnd('!'), words[1].EndsWith('!'),
                int.Parse(words[2], CultureInfo.InvariantCulture),
                descriptions.GetValueOrDefault($"{type}.{words[0]}", Common(words[0]))));
        }

        return types;
    }

    private static string Common(string field) => field switch
    {
        "apiVersion" => "The group and version of the API that this form of the object belongs to.",
        "kind" => "What kind of object this is.",
        "metadata" => "Name, labels and the like.",
        "spec" => "What is wanted.",
        "status" => "What is.",
        _ => "",
    };

    private static IEnumerable<string> Lines(string resource)
    {
        using Stream stream = typeof(SchemaCatalog).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is missing from the assembly.");
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
