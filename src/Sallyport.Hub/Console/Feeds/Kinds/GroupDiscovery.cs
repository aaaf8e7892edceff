using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Feeds.Kinds;

/// <summary>Discovery group by group: <c>APIGroup</c> and <c>APIResourceList</c>, which every version of Kubernetes has.</summary>
internal static class GroupDiscovery
{
    /// <summary>A group's versions as <c>group/version</c>, the preferred one first.</summary>
    public static IEnumerable<string> Versions(JsonElement group)
    {
        var preferred = group.At("preferredVersion").Text("groupVersion");
        return group.Items("versions").Select(version => version.Text("groupVersion")).Where(version => version.Length > 0).OrderBy(version => version != preferred);
    }

    public static ImmutableArray<ResourceType> Read(JsonElement list)
    {
        var (group, version) = list.Text("groupVersion").Split('/') is [var name, var of] ? (name, of) : ("", list.Text("groupVersion"));
        var resources = list.Items("resources").ToArray();
        var subresources = resources.Select(resource => resource.Text("name").Split('/', 2)).Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        return
        [
            .. resources.Where(resource => resource.Text("name") is { Length: > 0 } plural && !plural.Contains('/', StringComparison.Ordinal)).Select(resource =>
                new ResourceType(group, version, resource.Text("name"), resource.Text("kind"), resource.At("namespaced").ValueKind == JsonValueKind.True)
                {
                    Singular = resource.Text("singularName"),
                    Verbs = resource.Texts("verbs"),
                    ShortNames = resource.Texts("shortNames"),
                    Categories = resource.Texts("categories"),
                    Subresources = [.. subresources[resource.Text("name")]],
                }),
        ];
    }
}
