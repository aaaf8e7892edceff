using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Discovery;

/// <summary>Discovery in one document (<c>apidiscovery.k8s.io</c>), which kubectl 1.27 and later ask for first.</summary>
internal static class AggregatedDiscovery
{
    public static JsonObject Document(ResourceCatalog catalog, bool core, string discoveryVersion) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = $"apidiscovery.k8s.io/{discoveryVersion}",
        ["metadata"] = new JsonObject(),
        ["items"] = catalog.Groups
            .Where(group => (group.Length == 0) == core)
            .Select(group => Group(catalog, group))
            .ToJson(),
    };

    private static JsonObject Group(ResourceCatalog catalog, string group)
    {
        JsonObject metadata = new() { ["creationTimestamp"] = null };
        if (group.Length > 0)
        {
            metadata["name"] = group;
        }

        return new JsonObject
        {
            ["metadata"] = metadata,
            ["versions"] = catalog.Types
                .Where(type => type.Group == group)
                .GroupBy(type => type.Version)
                .Select(version => new JsonObject
                {
                    ["version"] = version.Key,
                    ["resources"] = version.Select(Resource).ToJson(),
                    ["freshness"] = "Current",
                })
                .ToJson(),
        };
    }

    private static JsonObject Resource(ResourceType type)
    {
        JsonObject resource = new()
        {
            ["resource"] = type.Plural,
            ["responseKind"] = Kind(type.Group, type.Version, type.Kind),
            ["scope"] = type.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = type.Singular,
            ["verbs"] = type.Verbs.ToJson(),
        };
        if (!type.ShortNames.IsEmpty)
        {
            resource["shortNames"] = type.ShortNames.ToJson();
        }

        if (!type.Categories.IsEmpty)
        {
            resource["categories"] = type.Categories.ToJson();
        }

        if (!type.Subresources.IsEmpty)
        {
            resource["subresources"] = type.Subresources.Select(part => Part(type, part)).ToJson();
        }

        return resource;
    }

    private static JsonObject Part(ResourceType type, Subresource part)
    {
        (string group, string version) = part.KindOf ?? (type.Group, type.Version);
        return new JsonObject
        {
            ["subresource"] = part.Name,
            ["responseKind"] = Kind(group, version, part.Kind),
            ["verbs"] = part.Verbs.ToJson(),
        };
    }

    private static JsonObject Kind(string group, string version, string kind) => new()
    {
        ["group"] = group,
        ["version"] = version,
        ["kind"] = kind,
    };
}
