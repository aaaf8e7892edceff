using Sallyport.Access.Decisions;

namespace Sallyport.Access.Comparison;

/// <summary>What two policies give one person in a cluster, namespace by namespace, and where that differs.</summary>
internal static class PlaceDifference
{
    public static IReadOnlyList<AccessChange> Of(PolicySide before, PolicySide after, string user, ClusterView cluster)
    {
        // The agent's own namespace is out of reach for everyone.
        var namespaces = cluster.Namespaces.Keys.Where(ns => ns != cluster.AgentNamespace).Order(StringComparer.Ordinal).ToList();
        var places = namespaces.Count == 0 ? [""] : namespaces;
        var (was, will) = (new PlaceAccess(before, user, cluster), new PlaceAccess(after, user, cluster));
        var found = new Dictionary<string, List<AccessChange>>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            foreach (var change in Between(was.At(place), will.At(place), place))
            {
                (found.TryGetValue(change.What, out var same) ? same : found[change.What] = []).Add(change);
            }
        }

        return [.. found.Values.SelectMany(changes => Joined(changes, places.Count))];
    }

    private static IEnumerable<AccessChange> Between(Dictionary<string, Held> was, Dictionary<string, Held> will, string place)
    {
        foreach (var what in was.Keys.Union(will.Keys, StringComparer.Ordinal))
        {
            var (had, has) = (was.GetValueOrDefault(what, Held.NoRole), will.GetValueOrDefault(what, Held.NoRole));
            if (had.Level != has.Level)
            {
                var gains = has.Level > had.Level;
                yield return new AccessChange(place, what, had.Word, has.Word, gains, gains ? has.By(had) : has.Missing);
            }
        }
    }

    /// <summary>One line for all of a cluster where all of it changes alike.</summary>
    private static List<AccessChange> Joined(List<AccessChange> changes, int places) =>
        changes.Count == places && changes.All(change => change with { Namespace = null } == changes[0] with { Namespace = null })
            ? [changes[0] with { Namespace = null }]
            : changes;
}
