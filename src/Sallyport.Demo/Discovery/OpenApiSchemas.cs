using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Discovery;

/// <summary>The schemas of types as OpenAPI tells them; version 2 and 3 differ in where references point.</summary>
internal sealed class OpenApiSchemas(string referencePrefix)
{
    private static readonly Dictionary<string, (string Type, string? Format)> Scalars = new(StringComparer.Ordinal)
    {
        ["string"] = ("string", null),
        ["int"] = ("integer", "int64"),
        ["number"] = ("number", "double"),
        ["bool"] = ("boolean", null),
        ["bytes"] = ("string", "byte"),
        ["time"] = ("string", "date-time"),
        ["microtime"] = ("string", "date-time"),
        ["duration"] = ("string", null),
        ["quantity"] = ("string", null),
        ["intorstring"] = ("string", "int-or-string"),
    };

    public JsonObject Of(SchemaType type, IEnumerable<ResourceType> kinds)
    {
        JsonObject properties = [];
        foreach (SchemaField field in type.Fields)
        {
            JsonObject property = Of(field);
            if (property["$ref"] is { } reference && field.Description.Length > 0 && referencePrefix[2] == 'c')
            {
                property = new JsonObject { ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = reference.DeepClone() }) };
            }

            property["description"] = field.Description;
            properties[field.Name] = property;
        }

        JsonObject schema = new()
        {
            ["type"] = "object",
            ["description"] = type.Description,
            ["properties"] = properties,
        };
        if (type.Fields.Any(field => field.Required))
        {
            schema["required"] = type.Fields.Where(field => field.Required).Select(field => field.Name).ToJson();
        }

        Mark(schema, kinds);
        return schema;
    }

    public static JsonObject OfCustom(ResourceType type, JsonNode? schema)
    {
        JsonObject custom = schema is JsonObject given ? given.Copy() : new JsonObject { ["type"] = "object" };
        JsonObject properties = custom.Child("properties");
        properties["apiVersion"] ??= new JsonObject { ["type"] = "string" };
        properties["kind"] ??= new JsonObject { ["type"] = "string" };
        properties["metadata"] = new JsonObject { ["type"] = "object", ["description"] = "Name, labels and the like." };
        Mark(custom, [type]);
        return custom;
    }

    private JsonObject Of(SchemaField field)
    {
        JsonObject element = field.Element.StartsWith("[]", StringComparison.Ordinal)
            ? new JsonObject { ["type"] = "array", ["items"] = Element(field.Element[2..]) }
            : Element(field.Element);
        return field.IsList ? new JsonObject { ["type"] = "array", ["items"] = element }
            : field.IsMap ? new JsonObject { ["type"] = "object", ["additionalProperties"] = element }
            : element;
    }

    private JsonObject Element(string type)
    {
        if (SchemaCatalog.Types.ContainsKey(type))
        {
            return new JsonObject { ["$ref"] = referencePrefix + SchemaNames.Of(type) };
        }

        if (!Scalars.TryGetValue(type, out (string Type, string? Format) scalar))
        {
            return new JsonObject { ["type"] = "object" };
        }

        JsonObject schema = new() { ["type"] = scalar.Type };
        if (scalar.Format is not null)
        {
            schema["format"] = scalar.Format;
        }

        return schema;
    }

    private static void Mark(JsonObject schema, IEnumerable<ResourceType> kinds)
    {
        JsonArray marks = kinds.Select(Kind).ToJson();
        if (marks.Count > 0)
        {
            schema["x-kubernetes-group-version-kind"] = marks;
        }
    }

    public static JsonObject Kind(ResourceType type) => new()
    {
        ["group"] = type.Group,
        ["kind"] = type.Kind,
        ["version"] = type.Version,
    };
}
