using System.Collections.Frozen;
using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>One part of a scope: clusters by name or label, and namespaces in them by name or label.</summary>
internal sealed class ScopePart
{
    public required ImmutableArray<NamePattern> Clusters { get; init; }

    public required LabelSelector? ClusterSelector { get; init; }

    /// <summary>Whether it speaks of namespaces rather than of whole clusters.</summary>
    public required bool Namespaced { get; init; }

    public ImmutableArray<NamePattern> Namespaces { get; init; } = [];

    public LabelSelector? NamespaceSelector { get; init; }

    public bool OfProject { get; init; }

    /// <summary>How narrow a place it is for a whole cluster it matches; null for one that speaks of namespaces.</summary>
    public PlaceRank? WholeClusterRank { get; init; }

    public bool MatchesCluster(ClusterView cluster) =>
        (Clusters.IsEmpty || MatchesAny(Clusters, cluster.Name, out _)) &&
        (ClusterSelector is null || ClusterSelector.Matches(cluster.Labels));

    /// <summary>How narrow a place it is for one namespace of a cluster it matches; null where it does not hold.</summary>
    public PlaceRank? NamespaceRank(ClusterView cluster, string ns, bool strict)
    {
        if (!Namespaced)
        {
            return WholeClusterRank;
        }

        var byName = false;
        if (!Namespaces.IsEmpty && !MatchesAny(Namespaces, ns, out byName))
        {
            return null;
        }

        if (NamespaceSelector is not null && !HasLabels(cluster, ns, strict))
        {
            return null;
        }

        return byName && !OfProject && NamespaceSelector is null ? PlaceRank.Namespace : PlaceRank.NamespaceGroup;
    }

    private bool HasLabels(ClusterView cluster, string ns, bool strict) =>
        cluster.Namespaces.TryGetValue(ns, out FrozenDictionary<string, string>? labels) ? NamespaceSelector!.Matches(labels) : strict;

    private static bool MatchesAny(ImmutableArray<NamePattern> patterns, string name, out bool exactly)
    {
        exactly = false;
        var matched = false;
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(name))
            {
                matched = true;
                exactly |= !pattern.IsGlob;
            }
        }

        return matched;
    }
}
