using System.Globalization;
using Sallyport.Access.Decisions;

namespace Sallyport.Access.Comparison;

/// <summary>
/// Whose access a change of the policy changes, to what and where. People who are alike to the policy in a cluster are asked about
/// once, so that ten thousand of them in hundreds of clusters come down to a few.
/// </summary>
public static class AccessComparison
{
    /// <summary>Compares two policies. Pure.</summary>
    /// <param name="before">The policy as it is.</param>
    /// <param name="after">The policy as it would be.</param>
    /// <param name="clusters">The clusters to look at, with the namespaces that they are known to have.</param>
    /// <param name="now">When.</param>
    /// <returns>Cluster by cluster in the order given; whom nothing changes for does not appear.</returns>
    public static IReadOnlyList<ClusterAccessChange> Of(AccessSnapshot before, AccessSnapshot after, IReadOnlyList<ClusterView> clusters, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(clusters);
        var (one, other) = (new PolicySide(before, now), new PolicySide(after, now));
        var alike = before.Document.Users.Select(user => user.Name).Union(after.Document.Users.Select(user => user.Name), StringComparer.Ordinal)
            .GroupBy(user => (one.Likeness(user), other.Likeness(user)))
            .Select(people => new People([.. people.Order(StringComparer.Ordinal)]))
            .ToList();
        var rules = new RuleDifference(one, other);
        return [.. clusters.SelectMany(cluster => In(cluster, one, other, alike, rules))];
    }

    private static IEnumerable<ClusterAccessChange> In(ClusterView cluster, PolicySide before, PolicySide after, List<People> alike, RuleDifference rules)
    {
        var (reachedBefore, reachedAfter) = (before.Reaching(cluster), after.Reaching(cluster));
        var rulesChange = rules.Touches(cluster);
        var groups = new Dictionary<string, List<People>>(StringComparer.Ordinal);
        foreach (var people in alike)
        {
            var was = before.AccessKey(people.First, reachedBefore);
            var will = after.AccessKey(people.First, reachedAfter);
            if (was.Length + will.Length > 0 && (rulesChange || was != will))
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"{was}|{will}");
                (groups.TryGetValue(key, out var same) ? same : groups[key] = []).Add(people);
            }
        }

        foreach (var group in groups.Values)
        {
            var changes = PlaceDifference.Of(before, after, group[0].First, cluster);
            if (changes.Count > 0)
            {
                yield return new ClusterAccessChange(cluster.Name, [.. group.SelectMany(people => people.Names).Order(StringComparer.Ordinal)], changes);
            }
        }
    }

    /// <summary>People whom neither policy tells apart.</summary>
    private sealed record People(string[] Names)
    {
        public string First => Names[0];
    }
}
