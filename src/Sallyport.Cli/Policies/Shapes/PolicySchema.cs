using System.Text.Json.Nodes;

namespace Sallyport.Cli.Policies.Shapes;

/// <summary>The shapes as a JSON schema (draft-07, which editors' YAML language servers read).</summary>
internal static class PolicySchema
{
    public static JsonObject Write() => new()
    {
        ["$schema"] = "http://json-schema.org/draft-07/schema#",
        ["title"] = "Sallyport policy",
        ["type"] = "object",
        ["required"] = new JsonArray("apiVersion", "kind", "metadata", "spec"),
        ["properties"] = new JsonObject
        {
            ["apiVersion"] = new JsonObject { ["const"] = PolicyShapes.ApiVersion },
            ["kind"] = new JsonObject { ["enum"] = Texts(PolicyShapes.Specs.Keys) },
        },
        // By its kind and not by trial: then an editor says what is wrong with this kind, and not that none fits.
        ["allOf"] = new JsonArray([.. PolicyShapes.Specs.Keys.Select(kind => new JsonObject
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind } } },
            ["then"] = Schema(PolicyShapes.Document(kind)),
        })]),
    };

    private static JsonObject Schema(Shape shape)
    {
        var schema = shape switch
        {
            MapShape map => Map(map),
            ListShape list => new JsonObject { ["type"] = "array", ["items"] = Schema(list.Item) },
            FlagShape => new JsonObject { ["type"] = "boolean" },
            _ => Text((TextShape)shape),
        };
        if (shape is ListShape { NotEmpty: true })
        {
            schema["minItems"] = 1;
        }

        if (shape.Description.Length > 0)
        {
            schema.Insert(0, "description", shape.Description);
        }

        return schema;
    }

    private static JsonObject Map(MapShape map) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = Texts(map.Members.Where(member => member.Required).Select(member => member.Name)),
        ["properties"] = new JsonObject(map.Members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)Schema(member.Shape)))),
    };

    private static JsonObject Text(TextShape text)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (text.Values.Length > 0)
        {
            schema["enum"] = Texts(text.Values);
        }

        if (text.Form is { } form)
        {
            schema["pattern"] = form.Expression;
        }

        if (text.IsTime)
        {
            schema["format"] = "date-time";
        }

        return schema;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
