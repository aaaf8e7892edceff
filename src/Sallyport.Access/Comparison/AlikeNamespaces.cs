using Sallyport.Access.Decisions;

namespace Sallyport.Access.Comparison;

/// <summary>
/// The namespaces of a cluster in which somebody has something by either of two policies, those together that neither tells
/// apart for them: most people have something in a few of hundreds.
/// </summary>
internal sealed class AlikeNamespaces
{
    private readonly ClusterView _cluster;
    private readonly PolicySide _before;
    private readonly PolicySide _after;
    private readonly string[] _namespaces;
    private readonly string[] _rules;
    private readonly ulong[] _bits;
    private readonly Dictionary<int, int[]> _held = [];

    public AlikeNamespaces(ClusterView cluster, PolicySide before, PolicySide after)
    {
        (_cluster, _before, _after) = (cluster, before, after);
        // The agent's own namespace is out of reach for everyone.
        _namespaces = [.. cluster.Namespaces.Keys.Where(ns => ns != cluster.AgentNamespace).Order(StringComparer.Ordinal)];
        _bits = [.. _namespaces.Select(NameSieve.Of)];
        var rules = before.Rules.Concat(after.Rules).Select(rule => rule.Scope).Where(scope => scope.PicksNamespacesOf(cluster)).ToArray();
        _rules = [.. _namespaces.Select(ns => Ranks(rules, cluster, ns))];
    }

    /// <summary>How many namespaces there are to have something in; one, the cluster as a whole, where none is known.</summary>
    public int Count => Math.Max(1, _namespaces.Length);

    /// <param name="was">What somebody has in the cluster.</param>
    /// <param name="will">What they would have.</param>
    public IReadOnlyList<AlikePlace> Of(IReadOnlyList<CompiledAssignment> was, IReadOnlyList<CompiledAssignment> will)
    {
        if (_namespaces.Length == 0)
        {
            return [new AlikePlace([""], $"{Said(was.Select(_before.ContentOf))};{Said(will.Select(_after.ContentOf))}")];
        }

        var held = new SortedDictionary<int, SortedSet<int>>();
        // What the two policies say is told apart by the sign.
        Hold(held, was, _before, sign: 1);
        Hold(held, will, _after, sign: -1);
        return
        [
            .. held.GroupBy(ns => $"{_rules[ns.Key]} {string.Join(',', ns.Value)}", StringComparer.Ordinal)
                .Select(alike => new AlikePlace([.. alike.Select(ns => _namespaces[ns.Key])], alike.Key)),
        ];
    }

    private void Hold(SortedDictionary<int, SortedSet<int>> held, IReadOnlyList<CompiledAssignment> assignments, PolicySide side, int sign)
    {
        foreach (var assignment in assignments)
        {
            var said = side.ContentOf(assignment);
            foreach (var ns in HeldBy(assignment, said))
            {
                (held.TryGetValue(ns, out var all) ? all : held[ns] = []).Add(sign * (said + 1));
            }
        }
    }

    private static string Said(IEnumerable<int> contents) => string.Join(',', contents.Distinct().Order());

    private int[] HeldBy(CompiledAssignment assignment, int content) => _held.TryGetValue(content, out var known) ? known
        : _held[content] = [.. Enumerable.Range(0, _namespaces.Length).Where(ns =>
            (assignment.Sieve.Namespaces & _bits[ns]) != 0 && AssignmentJudge.Holds(assignment, _cluster, _namespaces[ns]))];

    /// <summary>How narrow a place each scope is there, for what grants and for what restricts; a letter for each.</summary>
    private static string Ranks(CompiledScope[] scopes, ClusterView cluster, string ns) => string.Create(2 * scopes.Length, (scopes, cluster, ns), static (ranks, of) =>
    {
        for (var i = 0; i < of.scopes.Length; i++)
        {
            ranks[2 * i] = Letter(of.scopes[i].RankAt(of.cluster, of.ns, strict: false));
            ranks[(2 * i) + 1] = Letter(of.scopes[i].RankAt(of.cluster, of.ns, strict: true));
        }
    });

    private static char Letter(PlaceRank? rank) => rank is { } known ? (char)('a' + (int)known) : '-';
}

/// <summary>Namespaces that are alike for somebody.</summary>
/// <param name="Namespaces">Never empty; an empty name is the cluster as a whole.</param>
/// <param name="Likeness">The same wherever in the cluster the same assignments meet the same settings and guardrails, whoever has them.</param>
internal sealed record AlikePlace(IReadOnlyList<string> Namespaces, string Likeness);
