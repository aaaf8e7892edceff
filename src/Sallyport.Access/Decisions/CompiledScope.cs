using System.Collections.Immutable;

namespace Sallyport.Access.Decisions;

/// <summary>
/// A scope ready to be asked. Whatever restricts (a blocking setting, a guardrail) asks with <c>strict</c>: then what could
/// not be read, and a label that is not known yet, counts as inside; for whatever grants it counts as outside.
/// </summary>
internal sealed class CompiledScope(ImmutableArray<ScopePart> parts, bool broken)
{
    public bool Broken { get; } = broken;

    /// <summary>What it could hold, said quickly.</summary>
    public ScopeSieve Sieve { get; } = ScopeSieve.Of(parts, broken);

    /// <summary>Whether it holds namespaces of some cluster one by one.</summary>
    public bool SpeaksOfNamespaces { get; } = parts.Any(part => part.Namespaced);

    /// <summary>Whether it holds something in the cluster: all of it, or namespaces.</summary>
    public bool Reaches(ClusterView cluster, bool strict = false)
    {
        foreach (var part in parts)
        {
            if (part.MatchesCluster(cluster))
            {
                return true;
            }
        }

        return strict && Broken;
    }

    /// <summary>Whether it holds namespaces of the cluster one by one.</summary>
    public bool PicksNamespacesOf(ClusterView cluster)
    {
        foreach (var part in parts)
        {
            if (part.Namespaced && part.MatchesCluster(cluster))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it holds the cluster as a whole.</summary>
    public bool Covers(ClusterView cluster, bool strict = false)
    {
        foreach (var part in parts)
        {
            if (!part.Namespaced && part.MatchesCluster(cluster))
            {
                return true;
            }
        }

        return strict && Broken;
    }

    /// <summary>Whether it holds the namespace, by itself or with the whole cluster.</summary>
    public bool Covers(ClusterView cluster, string ns, bool strict = false)
    {
        foreach (var part in parts)
        {
            if (part.MatchesCluster(cluster) && part.NamespaceRank(cluster, ns, strict) is not null)
            {
                return true;
            }
        }

        return strict && Broken;
    }

    /// <summary>
    /// How narrow a place it is there; null where it does not hold. An empty namespace asks for the cluster as a whole. Of
    /// several parts that hold, what restricts counts with its narrowest and what opens with its widest.
    /// </summary>
    public PlaceRank? RankAt(ClusterView cluster, string ns, bool strict)
    {
        PlaceRank? found = strict && Broken ? PlaceRank.Organization : null;
        foreach (var part in parts)
        {
            if (!part.MatchesCluster(cluster))
            {
                continue;
            }

            var rank = ns.Length == 0 ? part.WholeClusterRank : part.NamespaceRank(cluster, ns, strict);
            if (rank is not null && (found is null || (strict ? rank > found : rank < found)))
            {
                found = rank;
            }
        }

        return found;
    }
}

/// <summary>Kinds of places, from wide to narrow.</summary>
internal enum PlaceRank
{
    Organization,
    ClusterGroup,
    Cluster,
    NamespaceGroup,
    Namespace,
}
