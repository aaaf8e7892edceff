using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Sallyport.Hub.Tests.Api.Description;

/// <summary>Holds what really goes over the wire, in every test that asks the API, against docs/openapi.json.</summary>
internal static class DescribedExchange
{
    /// <summary>The committed copy of the document.</summary>
    public static string Path { get; } = Find();

    private static readonly Lazy<JsonNode> Document = new(() => JsonNode.Parse(File.ReadAllText(Path))!);

    public static void Demand(string method, string path, string? body, int status, JsonNode? answer)
    {
        if (Find(method, path.Split('?')[0]) is not { } operation)
        {
            // OpenApiTests says so of endpoints; others are no endpoints at all.
            return;
        }

        var schema = new DescribedSchema(Document.Value);
        if (answer is not null && Content(operation["responses"]![status < 300 ? "200" : "default"]) is { } answered)
        {
            Demand(schema.Departures(answered, answer), $"what {method} {path} answered, {answer.ToJsonString()},");
        }

        var keys = operation["parameters"]?.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>()) ?? [];
        Demand(
            status < 300 ? QueryHelpers.ParseQuery(path.Split('?').ElementAtOrDefault(1)).Keys.Except(keys) : [],
            $"the query that {method} {path} read");
        if (body is not null && status < 300 && Content(operation["requestBody"]) is { } taken)
        {
            Demand(schema.Departures(taken, JsonNode.Parse(body)), $"what {method} {path} took, {body},");
        }
    }

    private static void Demand(IEnumerable<string> departures, string what) => departures.Should().BeEmpty(
        "{0} is as docs/openapi.json says (after a change, write that anew: OpenApiTests with SALLYPORT_UPDATE_GOLDEN=1)",
        what.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    private static JsonNode? Content(JsonNode? part) => part?["content"]?.AsObject().First().Value!["schema"];

    private static JsonNode? Find(string method, string path)
    {
        var parts = path.Split('/');
        return Document.Value["paths"]!.AsObject()
            .Where(candidate => Matches(candidate.Key.Split('/'), parts))
            .OrderBy(candidate => candidate.Key.Count(letter => letter == '{'))
            .FirstOrDefault().Value?[method.ToLowerInvariant()];
    }

    private static bool Matches(string[] template, string[] path) =>
        template.Length == path.Length && template.Zip(path).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);

    private static string Find([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "../../../../docs/openapi.json"));
}
