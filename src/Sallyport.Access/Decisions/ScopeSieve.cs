using System.Collections.Immutable;

namespace Sallyport.Access.Decisions;

/// <summary>What a scope could hold, said in a few bits: see <see cref="NameSieve"/>.</summary>
/// <param name="Clusters">Clusters that it could reach.</param>
/// <param name="Namespaces">Namespaces of them that it could hold, by themselves or with the whole cluster.</param>
/// <param name="WholeClusters">Whether it could hold clusters as a whole.</param>
internal readonly record struct ScopeSieve(ulong Clusters, ulong Namespaces, bool WholeClusters)
{
    public static ScopeSieve Of(ImmutableArray<ScopePart> parts, bool broken)
    {
        if (broken)
        {
            // To whatever restricts, it holds everywhere.
            return new ScopeSieve(NameSieve.All, NameSieve.All, true);
        }

        var sieve = default(ScopeSieve);
        foreach (var part in parts)
        {
            sieve = new ScopeSieve(
                sieve.Clusters | (part.Clusters.IsEmpty ? NameSieve.All : NameSieve.Of(part.Clusters)),
                sieve.Namespaces | (!part.Namespaced || part.Namespaces.IsEmpty ? NameSieve.All : NameSieve.Of(part.Namespaces)),
                sieve.WholeClusters || !part.Namespaced);
        }

        return sieve;
    }

    public bool MayReach(ClusterView cluster) => (Clusters & cluster.NameBits) != 0;

    /// <summary>Asks for one namespace by its bits; none asks for the cluster as a whole.</summary>
    public bool MayHold(ClusterView cluster, ulong ns) => MayReach(cluster) && (ns == 0 ? WholeClusters : (Namespaces & ns) != 0);
}
