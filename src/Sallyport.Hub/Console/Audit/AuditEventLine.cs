using System.Globalization;
using System.Text.Json.Nodes;

namespace Sallyport.Hub.Console.Audit;

/// <summary>An event as the audit shows it. Everything in it may be what somebody hostile typed, and is shown as text alone.</summary>
internal sealed class AuditEventLine(JsonObject json)
{
    /// <summary>Its place in the order of the audit.</summary>
    public long Sequence { get; } = json["sequence"]?.GetValue<long>() ?? 0;

    /// <summary>What it is called in an address.</summary>
    public string Key => Sequence.ToString(CultureInfo.InvariantCulture);

    public DateTimeOffset Time { get; } = DateTimeOffset.TryParse(json["time"]?.GetValue<string>(), CultureInfo.InvariantCulture, out var time) ? time : default;

    /// <summary>What was decided; null for the end of a request.</summary>
    public bool? Allowed { get; } = json["event"]?.GetValue<string>() == "decision" ? json["allowed"]?.GetValue<bool>() : null;

    /// <summary>Verb and resource, or the path of what is no resource.</summary>
    public string What
    {
        get
        {
            var resource = this["resource"] + (this["subresource"] is { Length: > 0 } sub ? $"/{sub}" : "");
            return resource.Length > 0 ? $"{this["verb"]} {resource}" : $"{this["method"]} {this["target"]}".Trim();
        }
    }

    /// <summary>Cluster, namespace and name, as far as there are any.</summary>
    public string Where => string.Join('/', new[] { this["cluster"], this["namespace"], this["name"] }.Where(part => part.Length > 0));

    /// <summary>The reason of a decision, or how a request ended and what it changed.</summary>
    public string Why => Allowed is null
        ? string.Join(' ', new[] { this["change"], this["cut"] }.Where(part => part.Length > 0))
        : this["reason"];

    /// <summary>All that it says.</summary>
    public IEnumerable<(string Name, string Value)> Members => json.Select(member => (member.Key, Text(member.Value)));

    /// <summary>One of its members; empty when it is not there.</summary>
    public string this[string name] => Text(json[name]);

    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonArray array => string.Join(' ', array.Select(Text)),
        _ => node.ToString(),
    };
}
