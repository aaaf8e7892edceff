using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Sallyport.Demo.Http;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sallyport.Demo.Resources;

/// <summary>Reading of bodies: JSON, and YAML where kube-apiserver takes it.</summary>
internal static class RequestBody
{
    private const int Limit = 3 << 20;

    public static string MediaTypeOf(HttpRequest request) =>
        MediaType.Parse(request.ContentType ?? "application/json").Type;

    public static async Task<JsonNode?> ReadAsync(HttpRequest request, bool required = true)
    {
        byte[] bytes = await ReadBytesAsync(request).ConfigureAwait(false);
        if (bytes.Length == 0)
        {
            return required ? throw ApiException.BadRequest("the request body is empty") : null;
        }

        string media = MediaTypeOf(request);
        if (media == ProtobufBody.MediaType)
        {
            return ProtobufBody.Read(bytes);
        }

        bool yaml = media.EndsWith("yaml", StringComparison.Ordinal);
        if (!yaml && !media.EndsWith("json", StringComparison.Ordinal))
        {
            throw ApiException.Unsupported($"the body of the request was in an unknown format - accepted media types " +
                "include: application/json, application/yaml, application/vnd.kubernetes.protobuf");
        }

        try
        {
            return yaml ? FromYaml(Encoding.UTF8.GetString(bytes)) : JsonNode.Parse(bytes);
        }
        catch (Exception problem) when (problem is JsonException or YamlException)
        {
            throw ApiException.BadRequest($"error decoding the request body: it is not valid {(yaml ? "YAML" : "JSON")}");
        }
    }

    public static async Task<JsonObject> ReadObjectAsync(HttpRequest request) =>
        await ReadAsync(request).ConfigureAwait(false) as JsonObject
            ?? throw ApiException.BadRequest("the request body is not an object");

    private static async Task<byte[]> ReadBytesAsync(HttpRequest request)
    {
        using MemoryStream buffer = new();
        byte[] chunk = new byte[16 << 10];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted).ConfigureAwait(false)) > 0)
        {
            if (buffer.Length + read > Limit)
            {
                throw new ApiException(413, "RequestEntityTooLarge",
                    $"Request entity too large: limit is {Limit}");
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static JsonNode? FromYaml(string text)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(text));
        return stream.Documents.Count == 0 ? null : Convert(stream.Documents[0].RootNode);
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair =>
            KeyValuePair.Create(((YamlScalarNode)pair.Key).Value ?? "", Convert(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Scalar(plain.Value ?? ""),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value ?? ""),
        _ => null,
    };

    private static JsonValue? Scalar(string text) => text switch
    {
        "" or "~" or "null" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when long.TryParse(text, out long whole) => JsonValue.Create(whole),
        _ when double.TryParse(text, out double real) => JsonValue.Create(real),
        _ => JsonValue.Create(text),
    };
}
