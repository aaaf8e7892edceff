using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sallyport.Access.Policy;

namespace Sallyport.Hub.Gateway;

/// <summary>Writes the answers to reviews.</summary>
internal static class ReviewAnswer
{
    /// <summary>The hub's own no.</summary>
    public static JsonObject Denied(string reason) => new() { ["allowed"] = false, ["denied"] = true, ["reason"] = reason };

    /// <summary>The cluster's answer.</summary>
    public static JsonObject Confirmed(bool allowed) => new()
    {
        ["allowed"] = allowed,
        ["reason"] = allowed ? "" : "Sallyport would allow it, but the cluster itself does not.",
    };

    /// <summary>No answer: what cannot be confirmed is not allowed.</summary>
    public static JsonObject Unconfirmed(string error) => new() { ["allowed"] = false, ["evaluationError"] = error };

    public static JsonObject Rules(Sallyport.Access.Decisions.SubjectRules rules) => new()
    {
        ["resourceRules"] = new JsonArray([.. rules.ResourceRules.Select(ResourceRule)]),
        ["nonResourceRules"] = new JsonArray([.. rules.NonResourceRules.Select(PathRule)]),
        // kubectl prints the reason behind its warning.
        ["incomplete"] = true,
        ["evaluationError"] = "custom kinds may be missing, and the cluster itself may allow less",
    };

    public static JsonObject Person(string user, string group) => new()
    {
        ["userInfo"] = new JsonObject
        {
            ["username"] = user,
            ["groups"] = new JsonArray(group, "system:authenticated"),
        },
    };

    public static async Task SendAsync(Exchange exchange, string kind, JsonObject spec, JsonObject status)
    {
        var request = exchange.Request!;
        var document = new JsonObject
        {
            ["kind"] = kind,
            ["apiVersion"] = $"{request.ApiGroup}/{request.ApiVersion}",
            ["metadata"] = new JsonObject(),
            ["spec"] = spec.DeepClone(),
            ["status"] = status,
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(document);
        exchange.Tally.Status = StatusCodes.Status201Created;
        exchange.SetStatus(StatusCodes.Status201Created);
        exchange.AnswerHeaders.ContentType = "application/json";
        exchange.AnswerHeaders.ContentLength = body.Length;
        AnswerMarks.Set(exchange.AnswerHeaders);
        await exchange.Answer.WriteAsync(body, exchange.Aborted);
        exchange.Tally.CountOut(body.Length);
    }

    private static JsonNode ResourceRule(PolicyRule rule)
    {
        var written = new JsonObject
        {
            ["verbs"] = Strings(rule.Verbs),
            ["apiGroups"] = Strings(rule.ApiGroups),
            ["resources"] = Strings(rule.Resources),
        };
        if (!rule.ResourceNames.IsDefaultOrEmpty)
        {
            written["resourceNames"] = Strings(rule.ResourceNames);
        }

        return written;
    }

    private static JsonNode PathRule(PolicyRule rule) => new JsonObject
    {
        ["verbs"] = Strings(rule.Verbs),
        ["nonResourceURLs"] = Strings(rule.NonResourceUrls),
    };

    private static JsonArray Strings(ImmutableArray<string> values) => new([.. values.Select(value => (JsonNode)value)]);
}
