using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Discovery;

/// <summary>
/// OpenAPI 2 in the protobuf form that kubectl before 1.27 asks for: the definitions with their types, references,
/// descriptions and kinds, and for each patch which kind it takes and that it knows dryRun.
/// </summary>
internal static class OpenApiProtobuf
{
    public static byte[] Encode(JsonObject document)
    {
        ProtobufWriter writer = new();
        writer.Text(1, "2.0");
        ProtobufWriter info = new();
        info.Text(1, document.Text("info", "title"));
        info.Text(2, document.Text("info", "version"));
        writer.Message(2, info);
        ProtobufWriter paths = new();
        foreach ((string path, JsonNode? item) in document.Map("paths") ?? [])
        {
            paths.Message(2, Named(path, PathItem(item as JsonObject ?? [])));
        }

        writer.Message(8, paths);
        ProtobufWriter definitions = new();
        foreach ((string name, JsonNode? schema) in document.Map("definitions") ?? [])
        {
            definitions.Message(1, Named(name, Schema(schema as JsonObject ?? [])));
        }

        writer.Message(9, definitions);
        return writer.ToArray();
    }

    private static ProtobufWriter Named(string name, ProtobufWriter value)
    {
        ProtobufWriter named = new();
        named.Text(1, name);
        named.Message(2, value);
        return named;
    }

    private static ProtobufWriter PathItem(JsonObject item)
    {
        ProtobufWriter writer = new();
        foreach ((string method, int field) in (ReadOnlySpan<(string, int)>)[("get", 2), ("put", 3), ("post", 4),
            ("delete", 5), ("patch", 8)])
        {
            if (item[method] is JsonObject operation)
            {
                writer.Message(field, Operation(operation));
            }
        }

        return writer;
    }

    private static ProtobufWriter Operation(JsonObject operation)
    {
        ProtobufWriter writer = new();
        writer.Text(5, operation.Text("operationId"));
        foreach (JsonObject parameter in operation.Items("parameters"))
        {
            // ParametersItem -> Parameter -> NonBodyParameter -> QueryParameterSubSchema
            ProtobufWriter query = new(), nonBody = new(), wrapped = new(), item = new();
            query.Text(2, parameter.Text("in"));
            query.Text(4, parameter.Text("name"));
            query.Text(6, "string");
            nonBody.Message(3, query);
            wrapped.Message(2, nonBody);
            item.Message(1, wrapped);
            writer.Message(8, item);
        }

        Extension(writer, 13, "x-kubernetes-group-version-kind", operation["x-kubernetes-group-version-kind"]);
        return writer;
    }

    private static ProtobufWriter Schema(JsonObject schema)
    {
        ProtobufWriter writer = new();
        writer.Text(1, schema.Text("$ref"));
        writer.Text(2, schema.Text("format"));
        writer.Text(4, schema.Text("description"));
        foreach (string required in schema.Texts("required"))
        {
            writer.Text(19, required);
        }

        if (schema["additionalProperties"] is JsonObject values)
        {
            ProtobufWriter item = new();
            item.Message(1, Schema(values));
            writer.Message(21, item);
        }

        if (schema.Text("type") is { } type)
        {
            ProtobufWriter item = new();
            item.Text(1, type);
            writer.Message(22, item);
        }

        if (schema["items"] is JsonObject items)
        {
            ProtobufWriter item = new();
            item.Message(1, Schema(items));
            writer.Message(23, item);
        }

        if (schema.Map("properties") is { } properties)
        {
            ProtobufWriter all = new();
            foreach ((string name, JsonNode? property) in properties)
            {
                all.Message(1, Named(name, Schema(property as JsonObject ?? [])));
            }

            writer.Message(25, all);
        }

        Extension(writer, 31, "x-kubernetes-group-version-kind", schema["x-kubernetes-group-version-kind"]);
        return writer;
    }

    // The value of an extension is YAML, of which JSON is a part.
    private static void Extension(ProtobufWriter writer, int field, string name, JsonNode? value)
    {
        if (value is not null)
        {
            ProtobufWriter any = new();
            any.Text(2, value.ToJsonString());
            writer.Message(field, Named(name, any));
        }
    }
}
