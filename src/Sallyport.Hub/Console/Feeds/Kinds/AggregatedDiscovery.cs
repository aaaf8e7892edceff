using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Feeds.Kinds;

/// <summary>Discovery in one document: <c>apidiscovery.k8s.io</c>. Versions stand in the order in which the cluster prefers them.</summary>
internal static class AggregatedDiscovery
{
    public static (List<ResourceType> Types, List<string> Stale) Read(JsonElement list)
    {
        var types = new List<ResourceType>();
        var stale = new List<string>();
        foreach (var group in list.Items("items"))
        {
            var name = group.At("metadata").Text("name");
            foreach (var version in group.Items("versions"))
            {
                if (version.Text("freshness") == "Stale" && !stale.Contains(name))
                {
                    stale.Add(name);
                }

                types.AddRange(version.Items("resources")
                    .Select(resource => Type(name, version.Text("version"), resource))
                    .Where(type => type.Resource.Length > 0 && !types.Exists(known => known.Group == name && known.Resource == type.Resource)));
            }
        }

        return (types, stale);
    }

    private static ResourceType Type(string group, string version, JsonElement resource) =>
        new(group, version, resource.Text("resource"), resource.At("responseKind").Text("kind"), resource.Text("scope") == "Namespaced")
        {
            Singular = resource.Text("singularResource"),
            Verbs = resource.Texts("verbs"),
            ShortNames = resource.Texts("shortNames"),
            Categories = resource.Texts("categories"),
            Subresources = [.. resource.Items("subresources").Select(sub => sub.Text("subresource"))],
        };
}
