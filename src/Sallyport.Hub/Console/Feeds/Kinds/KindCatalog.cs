using System.Collections.Immutable;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Feeds.Kinds;

/// <summary>The kinds that one cluster offers.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Types">Each in the version that the cluster prefers, by group and resource.</param>
/// <param name="Problems">What of it could not be read: groups whose server is away, or the whole cluster.</param>
public sealed record KindCatalog(string Cluster, ImmutableArray<ResourceType> Types, ImmutableArray<ClusterProblem> Problems)
{
    /// <summary>The kind with that group and resource; null where the cluster has none.</summary>
    /// <param name="group">The API group; empty for the core group.</param>
    /// <param name="resource">The plural.</param>
    public ResourceType? Find(string group, string resource) => Types.FirstOrDefault(type => type.Group == group && type.Resource == resource);

    /// <summary>The kind that objects with this group, version and kind have, as owner references name it.</summary>
    /// <param name="apiVersion">Group and version.</param>
    /// <param name="kind">The kind.</param>
    public ResourceType? FindKind(string apiVersion, string kind)
    {
        ArgumentNullException.ThrowIfNull(apiVersion);
        var group = apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion.Split('/')[0] : "";
        return Types.FirstOrDefault(type => type.Group == group && type.Kind == kind);
    }

    /// <summary>The kind that a person means by a word, as kubectl would: plural, singular, short name, kind, or <c>resource.group</c>.</summary>
    /// <param name="word">The word; case does not matter.</param>
    /// <returns>Null where none is called so. Of several, the core group's, then the first by name.</returns>
    public ResourceType? Find(string word) => Types.Where(type => IsCalled(type, word)).MinBy(type => (type.Group.Length > 0, type.FullName));

    private static bool IsCalled(ResourceType type, string word) =>
        Same(type.Resource, word) || Same(type.FullName, word) || Same(type.Kind, word) || (type.Singular.Length > 0 && Same(type.Singular, word)) ||
        Same($"{type.Resource}.{type.Version}.{type.Group}", word) || type.ShortNames.Any(name => Same(name, word));

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
