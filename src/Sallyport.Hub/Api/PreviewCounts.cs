using Sallyport.Access.Comparison;

namespace Sallyport.Hub.Api;

/// <summary>Counts whose access changes, and cuts a page out of what may be millions of lines.</summary>
internal static class PreviewCounts
{
    public static PreviewAnswer Of(IReadOnlyList<ClusterAccessChange> changes, long version, int offset, int limit) => new(
        version,
        new PreviewPeople(People(changes, gains: true), People(changes, gains: false)),
        changes.Select(change => change.Cluster).Distinct(StringComparer.Ordinal).Count(),
        Summary(changes),
        changes.Sum(change => (long)change.Users.Count * change.Changes.Count),
        Page(changes, offset, limit));

    private static int People(IEnumerable<ClusterAccessChange> changes, bool gains) => changes
        .Where(group => group.Changes.Any(change => change.Gains == gains)).SelectMany(group => group.Users).Distinct(StringComparer.Ordinal).Count();

    private static List<PreviewSummary> Summary(IReadOnlyList<ClusterAccessChange> changes) =>
    [
        .. from @group in changes
           from what in @group.Changes.Select(change => (change.What, change.To, change.Gains)).Distinct()
           group @group by what into alike
           orderby alike.Key.Gains descending, alike.Key.What, alike.Key.To
           select new PreviewSummary(
               alike.Key.What,
               alike.Key.To,
               alike.Key.Gains,
               alike.SelectMany(one => one.Users).Distinct(StringComparer.Ordinal).Count(),
               alike.Select(one => one.Cluster).Distinct(StringComparer.Ordinal).Count()),
    ];

    private static List<PreviewItem> Page(IReadOnlyList<ClusterAccessChange> changes, int offset, int limit)
    {
        var items = new List<PreviewItem>();
        long skip = offset;
        foreach (var group in changes)
        {
            var size = (long)group.Users.Count * group.Changes.Count;
            for (var i = Math.Min(skip, size); i < size && items.Count < limit; i++)
            {
                var change = group.Changes[(int)(i % group.Changes.Count)];
                items.Add(new PreviewItem(
                    group.Users[(int)(i / group.Changes.Count)], group.Cluster, change.Namespace, change.What, change.From, change.To, change.Gains, change.Why));
            }

            skip = Math.Max(0, skip - size);
        }

        return items;
    }
}
