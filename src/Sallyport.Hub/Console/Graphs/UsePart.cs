using Sallyport.Hub.Console.Feeds.Metrics;

namespace Sallyport.Hub.Console.Graphs;

/// <summary>One thing that uses something: a container, or a node or workload as a whole.</summary>
/// <param name="Name">The container's name; empty for a whole.</param>
internal sealed record UsePart(string Name)
{
    /// <summary>What it asked for; 0 where it asked for nothing.</summary>
    public Usage Requested { get; init; }

    /// <summary>What it may have at most, or what a node has for pods; 0 where there is no such bound.</summary>
    public Usage Limit { get; init; }

    /// <summary>What it uses; null while that is not measured.</summary>
    public Usage? Now { get; init; }

    /// <summary>When that was measured.</summary>
    public DateTimeOffset? At { get; init; }
}
