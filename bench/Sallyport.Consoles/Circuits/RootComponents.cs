using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sallyport.Consoles.Circuits;

/// <summary>Reads out of a page what is to become live in it, as Blazor's script does from the page's comments.</summary>
internal static partial class RootComponents
{
    /// <summary>The operations by which a circuit adds the page's components.</summary>
    public static string AddAll(string html)
    {
        var operations = new JsonArray();
        foreach (Match comment in Marker().Matches(html))
        {
            var marker = JsonNode.Parse(comment.Groups[1].Value)!;
            operations.Add(new JsonObject { ["type"] = "add", ["ssrComponentId"] = operations.Count + 1, ["marker"] = marker });
        }

        return new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(JsonSerializerOptions.Web);
    }

    /// <summary>The state that the page hands to its circuit; empty where it has none.</summary>
    public static string State(string html) => Persisted().Match(html).Groups[1].Value;

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex Persisted();
}
