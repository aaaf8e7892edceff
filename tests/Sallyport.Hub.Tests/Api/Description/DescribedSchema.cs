using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sallyport.Hub.Tests.Api.Description;

/// <summary>Whether JSON is what a schema of the OpenAPI document says: as much of JSON Schema as stands in it.</summary>
internal sealed class DescribedSchema(JsonNode document)
{
    /// <returns>What is otherwise than described, member by member.</returns>
    public IEnumerable<string> Departures(JsonNode schema, JsonNode? value, string place = "$")
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            return Departures(document["components"]!["schemas"]![reference.Split('/')[^1]]!, value, place);
        }

        if (schema["oneOf"]?.AsArray() is { } choices)
        {
            return choices.Any(choice => !Departures(choice!, value, place).Any()) ? [] : [$"{place} is none of what it may be"];
        }

        if (schema["enum"]?.AsArray() is { } words)
        {
            return words.Any(word => JsonNode.DeepEquals(word, value)) ? [] : [$"{place} is {value?.ToJsonString()}, which is no value of its enumeration"];
        }

        var types = schema["type"] switch
        {
            JsonArray several => several.Select(type => type!.GetValue<string>()).ToArray(),
            { } one => [one.GetValue<string>()],
            _ => [],
        };
        return types.Length > 0 && !types.Contains(TypeOf(value)) ? [$"{place} is of type {TypeOf(value)}"]
            : value switch
            {
                JsonObject members => Members(schema, members, place),
                JsonArray items when schema["items"] is { } each => items.SelectMany((item, i) => Departures(each, item, $"{place}[{i}]")),
                _ => [],
            };
    }

    private IEnumerable<string> Members(JsonNode schema, JsonObject members, string place)
    {
        var known = schema["properties"] as JsonObject ?? [];
        var required = schema["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? [];
        var others = schema["additionalProperties"];
        return required.Where(name => !members.ContainsKey(name)).Select(name => $"{place}.{name} is missing")
            .Concat(members.SelectMany(member =>
                known[member.Key] is { } described ? Departures(described, member.Value, $"{place}.{member.Key}")
                : others is JsonObject rest ? Departures(rest, member.Value, $"{place}.{member.Key}")
                : others?.GetValueKind() == JsonValueKind.False ? [$"{place}.{member.Key} is not described"]
                : []));
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "integer",
        _ => "boolean",
    };
}
