using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Feeds.Metrics;

/// <summary>What is used in one cluster at one moment, as far as it measures.</summary>
/// <param name="Cluster">The cluster.</param>
public sealed record MetricsSnapshot(string Cluster)
{
    /// <summary>How the pods' figures stand: <see cref="FeedState.Absent"/> where the cluster measures nothing.</summary>
    public required FeedPart PodsPart { get; init; }

    /// <summary>How the nodes' figures stand.</summary>
    public required FeedPart NodesPart { get; init; }

    /// <summary>Pods by namespace and name.</summary>
    public ImmutableDictionary<(string Namespace, string Name), MeasuredUse> Pods { get; init; } =
        ImmutableDictionary<(string, string), MeasuredUse>.Empty;

    /// <summary>Nodes by name.</summary>
    public ImmutableDictionary<string, MeasuredUse> Nodes { get; init; } = ImmutableDictionary<string, MeasuredUse>.Empty;

    /// <summary>When the figures were read; null before the first.</summary>
    public DateTimeOffset? ReadAt { get; init; }
}
