using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>What <c>auth can-i --list</c> prints: each resource once, with all verbs that one has of it.</summary>
internal static class RuleTable
{
    public static async Task<int> PrintAsync(Invocation line, JsonElement status)
    {
        if (status.Flag("incomplete"))
        {
            var why = status.Text("evaluationError");
            await line.Out.ErrorAsync("Warning: the list may be incomplete" + (why.Length > 0 ? ": " + why : ""));
        }

        var layout = new TabWriter(6, 3);
        if (!line.Flags.Is("no-headers"))
        {
            layout.Cells(["Resources", "Non-Resource URLs", "Resource Names", "Verbs"]);
        }

        foreach (var rule in Resources(status).Concat(Paths(status)))
        {
            layout.Cells(rule);
        }

        await layout.PrintAsync(line);

        return 0;
    }

    private static IEnumerable<string[]> Resources(JsonElement status) => status.Items("resourceRules")
        .SelectMany(
            rule => rule.Texts("apiGroups").SelectMany(_ => rule.Texts("resources"), (group, resource) => (group, resource)),
            (rule, what) => (Resource: Combined(what.group, what.resource), Names: Listed(rule.Texts("resourceNames")), Verbs: rule.Texts("verbs")))
        .GroupBy(rule => (rule.Resource, rule.Names))
        .OrderBy(group => group.Key.Resource, StringComparer.Ordinal)
        .Select(group => new[] { group.Key.Resource, "[]", group.Key.Names, Listed(group.SelectMany(rule => rule.Verbs).Distinct()) });

    private static IEnumerable<string[]> Paths(JsonElement status) => status.Items("nonResourceRules")
        .SelectMany(rule => rule.Texts("nonResourceURLs"), (rule, path) => (Path: path, Verbs: rule.Texts("verbs")))
        .GroupBy(rule => rule.Path)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new[] { "", $"[{group.Key}]", "[]", Listed(group.SelectMany(rule => rule.Verbs).Distinct()) });

    // The subresource stands after the group: pods.metrics.k8s.io/log.
    private static string Combined(string group, string resource) =>
        group.Length == 0 ? resource
            : resource.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? $"{resource[..slash]}.{group}{resource[slash..]}"
            : $"{resource}.{group}";

    private static string Listed(IEnumerable<string> words) => $"[{string.Join(' ', words)}]";
}
