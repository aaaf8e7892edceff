using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Feeds.Metrics;

/// <summary>What is used at one moment, as far as the cluster measures.</summary>
/// <param name="Part">How the figures stand: <see cref="FeedState.Absent"/> where the cluster measures nothing.</param>
public sealed record MetricsSnapshot(FeedPart Part)
{
    /// <summary>What each pod or node uses, by namespace and name; a node's namespace is empty.</summary>
    public ImmutableDictionary<(string Namespace, string Name), MeasuredUse> Uses { get; init; } =
        ImmutableDictionary<(string, string), MeasuredUse>.Empty;

    /// <summary>When the figures were read; null before the first.</summary>
    public DateTimeOffset? ReadAt { get; init; }
}
