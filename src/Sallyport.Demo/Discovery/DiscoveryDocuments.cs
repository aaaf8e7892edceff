using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Discovery;

/// <summary>Discovery as clients before aggregated discovery ask for it, one document a group version.</summary>
internal static class DiscoveryDocuments
{
    public static JsonObject ApiVersions(string address) => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(new JsonObject
        {
            ["clientCIDR"] = "0.0.0.0/0",
            ["serverAddress"] = address,
        }),
    };

    public static JsonObject GroupList(ResourceCatalog catalog) => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = catalog.Groups.Where(group => group.Length > 0).Select(group => Group(catalog, group)!).ToJson(),
    };

    public static JsonObject? Group(ResourceCatalog catalog, string group)
    {
        List<JsonObject> versions = [.. catalog.Types
            .Where(type => type.Group == group)
            .Select(type => type.Version)
            .Distinct()
            .Select(version => new JsonObject { ["groupVersion"] = $"{group}/{version}", ["version"] = version })];
        return versions.Count == 0 ? null : new JsonObject
        {
            ["name"] = group,
            ["versions"] = versions.ToJson(),
            ["preferredVersion"] = versions[0].DeepClone(),
        };
    }

    public static JsonObject? Resources(ResourceCatalog catalog, string group, string version)
    {
        List<ResourceType> types = [.. catalog.Types.Where(type => type.Group == group && type.Version == version)];
        return types.Count == 0 ? null : new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = types[0].ApiVersion,
            ["resources"] = types.SelectMany(Entries).ToJson(),
        };
    }

    private static IEnumerable<JsonObject> Entries(ResourceType type)
    {
        JsonObject entry = new()
        {
            ["name"] = type.Plural,
            ["singularName"] = type.Singular,
            ["namespaced"] = type.Namespaced,
            ["kind"] = type.Kind,
            ["verbs"] = type.Verbs.ToJson(),
        };
        if (!type.ShortNames.IsEmpty)
        {
            entry["shortNames"] = type.ShortNames.ToJson();
        }

        if (!type.Categories.IsEmpty)
        {
            entry["categories"] = type.Categories.ToJson();
        }

        yield return entry;
        foreach (Subresource part in type.Subresources)
        {
            JsonObject sub = new()
            {
                ["name"] = $"{type.Plural}/{part.Name}",
                ["singularName"] = "",
                ["namespaced"] = type.Namespaced,
                ["kind"] = part.Kind,
                ["verbs"] = part.Verbs.ToJson(),
            };
            if (part.KindOf is { } kindOf)
            {
                sub["group"] = kindOf.Group;
                sub["version"] = kindOf.Version;
            }

            yield return sub;
        }
    }
}
