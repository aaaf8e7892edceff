namespace Sallyport.Hub.Console.Feeds.Logs;

/// <summary>Which lines to read: of one pod, or of all that a selector picks, as they come and go.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Namespace">The namespace.</param>
public sealed record LogQuery(string Cluster, string Namespace)
{
    /// <summary>One pod; empty for all that <see cref="LabelSelector"/> picks.</summary>
    public string Pod { get; init; } = "";

    /// <summary>A workload's selector, such as <c>app=web</c>.</summary>
    public string LabelSelector { get; init; } = "";

    /// <summary>One container; empty for all, init and ephemeral ones included.</summary>
    public string Container { get; init; } = "";

    /// <summary>Whether to go on as lines are written.</summary>
    public bool Follow { get; init; } = true;

    /// <summary>The run before the last restart, in place of the one that runs. It is not followed.</summary>
    public bool Previous { get; init; }

    /// <summary>How far back to begin; null for no limit.</summary>
    public TimeSpan? Since { get; init; }

    /// <summary>When to begin; null for no limit. It stands before <see cref="Since"/>.</summary>
    public DateTimeOffset? SinceTime { get; init; }

    /// <summary>How many of the last lines of each container to begin with; null for all.</summary>
    public int? TailLines { get; init; } = 500;

    /// <summary>How many lines are kept; older ones are dropped and counted.</summary>
    public int Capacity { get; init; } = 20_000;
}
