using Sallyport.Access.Decisions;

namespace Sallyport.Access.Comparison;

/// <summary>
/// What two policies give people in a cluster, namespace by namespace, and where that differs. Of people who have the same in
/// namespaces that are alike, one is asked about in one.
/// </summary>
internal sealed class PlaceDifference(PolicySide before, PolicySide after, ClusterView cluster)
{
    private readonly AlikeNamespaces _namespaces = new(cluster, before, after);
    private readonly Dictionary<string, IReadOnlyList<AccessChange>> _known = new(StringComparer.Ordinal);

    /// <param name="user">Who.</param>
    /// <param name="was">What counts for them in the cluster.</param>
    /// <param name="will">What would count.</param>
    public IReadOnlyList<AccessChange> Of(string user, IReadOnlyList<CompiledAssignment> was, IReadOnlyList<CompiledAssignment> will)
    {
        var profile = $"{before.ProfileOf(user)}|{after.ProfileOf(user)}|";
        var found = new Dictionary<string, List<AccessChange>>(StringComparer.Ordinal);
        foreach (var place in _namespaces.Of(was, will))
        {
            var key = profile + place.Likeness;
            if (!_known.TryGetValue(key, out var changes))
            {
                changes = _known[key] = At(user, place.Namespaces[0]);
            }

            foreach (var change in changes)
            {
                (found.TryGetValue(change.What, out var same) ? same : found[change.What] = []).AddRange(place.Namespaces.Select(ns => change with { Namespace = ns }));
            }
        }

        return [.. found.Values.SelectMany(changes => Joined(changes, _namespaces.Count))];
    }

    private List<AccessChange> At(string user, string ns) =>
        [.. Between(new PlaceAccess(before, user, cluster).At(ns), new PlaceAccess(after, user, cluster).At(ns), ns)];

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
            : [.. changes.OrderBy(change => change.Namespace, StringComparer.Ordinal)];
}
