using System.Collections.Frozen;
using Sallyport.Access.Enforcement;

namespace Sallyport.Access.Decisions;

/// <summary>Which resources live outside namespaces: Kubernetes' own by heart, the rest by the cluster's discovery.</summary>
internal static class ClusterScope
{
    private const int LongestKey = 512;

    private static readonly FrozenSet<string> WellKnown = WellKnownResources.All
        .Where(resource => !resource.Namespaced && !resource.Resource.Contains('/', StringComparison.Ordinal))
        .Select(resource => Key(resource.ApiGroup, resource.Resource))
        .ToFrozenSet(StringComparer.Ordinal);

    public static string Key(string group, string resource) => group.Length == 0 ? resource : $"{resource}.{group}";

    public static bool Contains(ClusterView cluster, string group, string resource)
    {
        if (group.Length == 0)
        {
            return WellKnown.Contains(resource) || cluster.ClusterScopedResources.Contains(resource);
        }

        if (resource.Length + 1 + group.Length > LongestKey)
        {
            return false;
        }

        Span<char> key = stackalloc char[resource.Length + 1 + group.Length];
        resource.CopyTo(key);
        key[resource.Length] = '.';
        group.CopyTo(key[(resource.Length + 1)..]);
        return Contains(WellKnown, key) || Contains(cluster.ClusterScopedResources, key);
    }

    private static bool Contains(FrozenSet<string> set, ReadOnlySpan<char> key) =>
        set.TryGetAlternateLookup<ReadOnlySpan<char>>(out var lookup) ? lookup.Contains(key) : set.Contains(key.ToString());
}
