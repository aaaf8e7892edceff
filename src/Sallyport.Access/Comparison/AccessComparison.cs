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
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Cluster by cluster in the order given; whom nothing changes for does not appear.</returns>
    public static IReadOnlyList<ClusterAccessChange> Of(AccessSnapshot before, AccessSnapshot after, IReadOnlyList<ClusterView> clusters, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(clusters);
        var contents = new Dictionary<string, int>(StringComparer.Ordinal);
        var (one, other) = (new PolicySide(before, contents, now), new PolicySide(after, contents, now));
        var alike = before.Document.Users.Select(user => user.Name).Union(after.Document.Users.Select(user => user.Name), StringComparer.Ordinal)
            .GroupBy(user => (one.Likeness(user), other.Likeness(user)))
            .Select(people => new People([.. people.Order(StringComparer.Ordinal)], one.AccessKey(people.First()) == other.AccessKey(people.First())))
            .ToList();
        var rules = new RuleDifference(one, other);
        return [.. clusters.SelectMany(cluster => In(cluster, one, other, alike, rules, cancellationToken))];
    }

    private static IEnumerable<ClusterAccessChange> In(ClusterView cluster, PolicySide before, PolicySide after, List<People> alike, RuleDifference rules, CancellationToken cancellationToken)
    {
        var (reachedBefore, reachedAfter) = (before.Reaching(cluster), after.Reaching(cluster));
        var rulesChange = rules.Touches(cluster);
        var groups = new Dictionary<(string, string), List<People>>();
        foreach (var people in alike.Where(people => rulesChange || !people.GivenTheSame))
        {
            var was = before.AccessKey(people.First, reachedBefore);
            var will = after.AccessKey(people.First, reachedAfter);
            if (was.Length + will.Length > 0 && (rulesChange || was != will))
            {
                (groups.TryGetValue((was, will), out var same) ? same : groups[(was, will)] = []).Add(people);
            }
        }

        if (groups.Count == 0)
        {
            yield break;
        }

        var differences = new PlaceDifference(before, after, cluster);
        foreach (var group in groups.Values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var user = group[0].First;
            var changes = differences.Of(user, before.Reaching(user, reachedBefore), after.Reaching(user, reachedAfter));
            if (changes.Count > 0)
            {
                yield return new ClusterAccessChange(cluster.Name, [.. group.SelectMany(people => people.Names).Order(StringComparer.Ordinal)], changes);
            }
        }
    }

    /// <summary>People whom neither policy tells apart.</summary>
    /// <param name="Names">Who.</param>
    /// <param name="GivenTheSame">Whether both policies give them the same roles at the same places.</param>
    private sealed record People(string[] Names, bool GivenTheSame)
    {
        public string First => Names[0];
    }
}
