using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Feeds;

/// <summary>How one part of a feed stands: a cluster, or a namespace of it where they are asked one by one.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Namespace">The namespace; null for all of the cluster.</param>
/// <param name="State">How it stands.</param>
public sealed record FeedPart(string Cluster, string? Namespace, FeedState State)
{
    /// <summary>Why it is not live, where something went wrong.</summary>
    public ClusterProblem? Problem { get; init; }

    /// <summary>When it is tried again by itself; null when it is live or waits for a change of access.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>While loading: how many objects the server says are still to come.</summary>
    public long Remaining { get; init; }

    /// <summary>How something stands that was answered so.</summary>
    internal static FeedState StateOf(ClusterProblem problem) => problem.Kind switch
    {
        ProblemKind.Blocked or ProblemKind.SignedOut => FeedState.Blocked,
        ProblemKind.Absent => FeedState.Absent,
        ProblemKind.Away => problem.Code == 0 ? FeedState.Reconnecting : FeedState.Away,
        _ => FeedState.Failed,
    };
}
