using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>The settings of one capability, in the order in which they are weighed, with sieves by which a request finds the few that concern it.</summary>
internal sealed class SettingList(ImmutableArray<CompiledSetting> settings)
{
    private readonly Sieve<CompiledSetting> _inNamespaces = new(settings, setting => (setting.Scope.Sieve.Clusters, setting.Scope.Sieve.Namespaces, setting.Subjects));
    private readonly Sieve<CompiledSetting> _inClusters = new(settings, setting => (setting.Scope.Sieve.Clusters, setting.Scope.Sieve.WholeClusters ? NameSieve.All : 0, setting.Subjects));

    public ImmutableArray<CompiledSetting> All => settings;

    /// <summary>Those that give single namespaces less than their cluster.</summary>
    public ImmutableArray<CompiledSetting> NarrowingNamespaces { get; } = [.. settings.Where(setting => setting.Level != SettingLevel.Open && setting.Scope.SpeaksOfNamespaces)];

    /// <inheritdoc cref="Sieve{T}.Words"/>
    public int Words => _inNamespaces.Words;

    /// <summary>Finds those that could hold for a user in a namespace; an empty one is the cluster as a whole.</summary>
    public Sifted<CompiledSetting> Sift(CompiledUser user, ClusterView cluster, string ns, Span<ulong> found) => ns.Length == 0
        ? _inClusters.Sift(cluster.NameBits, NameSieve.All, user.Subjects, found)
        : _inNamespaces.Sift(cluster.NameBits, NameSieve.Of(ns), user.Subjects, found);
}
