using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Sallyport.Access.Comparison;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Scale;

namespace Sallyport.Benchmarks;

/// <summary>Whose access a change would change: 10,000 users, 300 clusters of 300 namespaces.</summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 3)]
public class PreviewBenchmarks
{
    private readonly AccessSnapshot _before = AccessSnapshot.Compile(LargeOrganization.Instance.Document);
    private readonly ImmutableArray<ClusterView> _clusters = [.. Enumerable.Range(0, LargeOrganization.Instance.Fleet.Length).Select(LargeOrganization.Instance.View)];

    private AccessSnapshot _oneRoleLess = null!;
    private AccessSnapshot _secretsVisible = null!;

    [GlobalSetup]
    public void Change()
    {
        var document = LargeOrganization.Instance.Document;
        _oneRoleLess = AccessSnapshot.Compile(document with { Assignments = document.Assignments.RemoveAt(1) });
        _secretsVisible = AccessSnapshot.Compile(document with { Settings = document.Settings.SetItem(0, document.Settings[0] with { Level = SettingLevel.Open }) });
    }

    /// <summary>A team's role is taken away.</summary>
    [Benchmark]
    public int RoleTakenAway() => AccessComparison.Of(_before, _oneRoleLess, _clusters, DateTimeOffset.UnixEpoch).Count;

    /// <summary>Secrets are made visible for everyone, everywhere.</summary>
    [Benchmark]
    public int SecretsOpened() => AccessComparison.Of(_before, _secretsVisible, _clusters, DateTimeOffset.UnixEpoch).Count;
}
