using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Prints what a kind or one of its fields is for, as kubectl lays it out.</summary>
internal sealed class Explanation(Invocation line, Schemas schemas, ResourceType type)
{
    private const int Deepest = 30;

    public async Task PrintAsync(string[] path, bool recursive)
    {
        await PrintKindAsync();
        var (schema, field) = (schemas.Root, default(JsonElement));
        foreach (var name in path)
        {
            field = FieldType.Under(schemas, schema).At("properties").At(name);
            if (field.ValueKind != JsonValueKind.Object)
            {
                throw new KubectlFault($"error: field \"{name}\" does not exist");
            }

            schema = schemas.Resolve(field);
        }

        var to = line.Out;
        if (path.Length > 0)
        {
            await to.LineAsync($"FIELD: {path[^1]} <{FieldType.Of(schemas, field)}>");
            await PrintEnumAsync(field, "");
            await to.LineAsync(field.Items("enum").Any() ? "" : "\n");
        }

        await to.LineAsync("DESCRIPTION:");
        await PrintDescriptionAsync(field, schema);
        var with = FieldType.Under(schemas, schema);
        if (with.At("properties").ValueKind == JsonValueKind.Object)
        {
            await to.LineAsync("FIELDS:");
            await PrintFieldsAsync(with, recursive, "  ", 0);
        }

        await to.LineAsync("");
    }

    private async Task PrintKindAsync()
    {
        if (type.Group.Length > 0)
        {
            await line.Out.LineAsync("GROUP:      " + type.Group);
        }

        await line.Out.LineAsync("KIND:       " + type.Kind);
        await line.Out.LineAsync("VERSION:    " + type.Version);
        await line.Out.LineAsync("");
    }

    private async Task PrintDescriptionAsync(JsonElement field, JsonElement schema)
    {
        var below = FieldType.Under(schemas, schema);
        string[] said = [field.Text("description"), schema.Text("description"), below.Text("description")];
        var lines = said.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).SelectMany(text => WrappedText.Of(text, 76)).ToList();
        foreach (var text in lines.Count == 0 ? ["<empty>"] : lines)
        {
            await line.Out.LineAsync(text.Length == 0 ? "" : "    " + text);
        }

        await line.Out.LineAsync("    ");
    }

    private async Task PrintFieldsAsync(JsonElement schema, bool recursive, string indent, int depth)
    {
        foreach (var property in schema.At("properties").EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            var required = FieldType.IsRequired(schema, property.Name) ? " -required-" : "";
            await line.Out.LineAsync($"{indent}{property.Name}\t<{FieldType.Of(schemas, property.Value)}>{required}");
            await PrintEnumAsync(property.Value, indent);
            var resolved = schemas.Resolve(property.Value);
            if (recursive)
            {
                var below = FieldType.Under(schemas, resolved);
                if (depth < Deepest && below.At("properties").ValueKind == JsonValueKind.Object)
                {
                    await PrintFieldsAsync(below, recursive, indent + "  ", depth + 1);
                }
            }
            else
            {
                var said = property.Value.Text("description") is { Length: > 0 } own ? own : resolved.Text("description");
                foreach (var text in WrappedText.Of(said.Length > 0 ? said : "<no description>", 76))
                {
                    await line.Out.LineAsync(text.Length == 0 ? "" : "    " + text);
                }

                await line.Out.LineAsync("");
            }
        }
    }

    private async Task PrintEnumAsync(JsonElement field, string indent)
    {
        var values = field.Items("enum").Select(value => value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0 ? "\"\"" : value.ToString()).ToList();
        if (values.Count > 0)
        {
            await line.Out.LineAsync($"{indent}{(indent.Length == 0 ? "ENUM:" : "enum: " + string.Join(", ", values.Take(4)) + (values.Count > 4 ? ", ...." : ""))}");
            foreach (var value in indent.Length == 0 ? values : [])
            {
                await line.Out.LineAsync("    " + value);
            }
        }
    }
}
