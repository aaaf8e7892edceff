using System.Text.Json.Nodes;

namespace Sallyport.Hub.Tests.Api;

/// <summary>Says policy files to a hub, as its admin.</summary>
internal static class PolicyHub
{
    public const string Scope = """{"kind":"namespace","namespaces":["shop"]}""";

    public static string Assignment(string name, string role = "namespace-read-only", string subject = "\"group\":\"dev\"") =>
        Document("RoleAssignment", name, $$"""{"role":"{{role}}",{{subject}},"scope":{{Scope}}}""");

    public static string Setting(string name, string value, string place = """{"kind":"organization"}""") =>
        Document("AccessSetting", name, $$"""{"capability":"secrets","value":"{{value}}","place":{{place}}}""");

    public static string Document(string kind, string name, string spec) =>
        $$"""{"apiVersion":"sallyport.dev/v1","kind":"{{kind}}","metadata":{"name":"{{name}}"},"spec":{{spec}}}""";

    public static async Task<(int Status, JsonNode? Answer)> ApplyAsync(this ApiHub hub, string? owner, params string[] documents) =>
        await hub.PolicyAsync("apply", owner is null ? "" : $",\"owner\":\"{owner}\",\"prune\":true", documents);

    public static async Task<(int Status, JsonNode? Answer)> PolicyAsync(this ApiHub hub, string what, string options, params string[] documents) =>
        await hub.AskAsync("POST", $"/api/v1/policy/{what}", await hub.TokenAsync("admin"), $$"""{"documents":[{{string.Join(',', documents)}}]{{options}}}""");

    public static async Task<JsonArray> ExportAsync(this ApiHub hub, string query = "") =>
        (await hub.AskAsync("GET", "/api/v1/policy/export" + query, await hub.TokenAsync("admin"))).Answer!["documents"]!.AsArray();

    public static string[] Actions(this JsonNode answer) =>
        [.. answer["changes"]!.AsArray().Select(change => $"{change!["kind"]} {change["name"]} {change["action"]}")];

    public static string[] Problems(this JsonNode answer) =>
        [.. answer["problems"]!.AsArray().Select(problem => $"{problem!["document"]?.ToString() ?? "-"} {problem["pointer"]} {problem["message"]}")];
}
