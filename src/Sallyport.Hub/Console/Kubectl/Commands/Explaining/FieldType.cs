using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>The type of a field in kubectl's words: <c>string</c>, <c>[]Container</c>, <c>map[string]string</c>.</summary>
internal static class FieldType
{
    private const int Deepest = 8;

    public static string Of(Schemas schemas, JsonElement schema, int depth = 0)
    {
        if (depth > Deepest)
        {
            return "Object";
        }

        if (schema.Text("type") == "array" || schema.At("items").ValueKind == JsonValueKind.Object)
        {
            return "[]" + Of(schemas, schema.At("items"), depth + 1);
        }

        if (schema.At("additionalProperties") is { ValueKind: JsonValueKind.Object } values)
        {
            return $"map[string]{Of(schemas, values, depth + 1)}";
        }

        var reference = (schema.Items("allOf").FirstOrDefault() is { ValueKind: JsonValueKind.Object } wrapped ? wrapped : schema).Text("$ref");
        if (reference.Length > 0)
        {
            var resolved = schemas.Resolve(schema);
            return resolved.At("properties").ValueKind == JsonValueKind.Object || resolved.Text("type") is "" or "object"
                ? reference[(reference.LastIndexOf('.') + 1)..]
                : Of(schemas, resolved, depth + 1);
        }

        return schema.Text("type") switch
        {
            "" when schema.Flag("x-kubernetes-int-or-string") || schema.Items("oneOf").Any() => "IntOrString",
            "" or "object" => "Object",
            var plain => plain,
        };
    }

    /// <summary>The schema that has the fields: of a list, its items'; of a map, its values'.</summary>
    public static JsonElement Under(Schemas schemas, JsonElement schema)
    {
        for (var depth = 0; depth < Deepest; depth++)
        {
            schema = schemas.Resolve(schema);
            if (schema.At("items") is { ValueKind: JsonValueKind.Object } items)
            {
                schema = items;
            }
            else if (schema.At("additionalProperties") is { ValueKind: JsonValueKind.Object } values)
            {
                schema = values;
            }
            else
            {
                break;
            }
        }

        return schema;
    }

    public static bool IsRequired(JsonElement owner, string field) => owner.Texts("required").Contains(field);
}
