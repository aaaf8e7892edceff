using System.Text.Json;
using System.Text.Json.Nodes;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>How the specification of an object is written, so that two that mean the same are the same.</summary>
internal static class DocumentJson
{
    /// <summary>What is left out is left out of the JSON as well, empty lists and texts included.</summary>
    public static JsonObject Object(params (string Name, JsonNode? Value)[] members)
    {
        var json = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not (null or JsonArray { Count: 0 }) && !(value is JsonValue text && text.GetValueKind() == JsonValueKind.String && text.GetValue<string>().Length == 0))
            {
                json[name] = value;
            }
        }

        return json;
    }

    public static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    public static JsonArray Array(IEnumerable<JsonNode?> nodes) => new([.. nodes]);

    public static JsonArray Rules(string rules) => Array(PolicyJson.Read<PolicyRule[]>(rules).Select(rule => JsonSerializer.SerializeToNode(RuleModel.From(rule), ApiJson.Options)));

    public static JsonObject Scope(string scope) => Scope(PolicyJson.Read<Scope>(scope));

    public static JsonObject Scope(Scope scope) => Object(
        ("kind", JsonSerializer.SerializeToNode(scope.Kind, ApiJson.Options)),
        ("project", scope.Project),
        ("clusters", Array(scope.Clusters)),
        ("clusterSelector", scope.ClusterSelector),
        ("namespaces", Array(scope.Namespaces)),
        ("namespaceSelector", scope.NamespaceSelector));

    public static JsonObject Subject(Subject subject) => Object(
        ("kind", JsonSerializer.SerializeToNode(subject.Kind, ApiJson.Options)), ("name", subject.Name));

    public static JsonNode? Time(DateTimeOffset? time) => time is { } at
        ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture)
        : null;
}
