using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Feeds.Calls;

/// <summary>Why a call to a cluster brought nothing, in the words that kubectl prints too.</summary>
/// <param name="Cluster">The cluster that was asked.</param>
/// <param name="Kind">What kind of no it was.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record ClusterProblem(string Cluster, ProblemKind Kind, string Message)
{
    /// <summary>The HTTP status; 0 where there was no answer.</summary>
    public int Code { get; init; }

    /// <summary>Kubernetes' machine-readable reason, such as <c>Forbidden</c>; empty where none was given.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Where all namespaces were refused: those that would be answered, one by one.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];

    /// <summary>Where a change was found invalid: each field with what is wrong about it.</summary>
    public ImmutableArray<FieldProblem> Fields { get; init; } = [];

    /// <summary>After what time to ask again; null where nothing was said.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether it ended a watch that was allowed when it began: then asking anew may bring another answer at once.</summary>
    internal bool EndedWatch { get; init; }

    /// <summary>What kind of no an HTTP status is.</summary>
    internal static ProblemKind KindOf(int code) => code switch
    {
        401 => ProblemKind.SignedOut,
        403 => ProblemKind.Blocked,
        404 or 405 or 406 => ProblemKind.Absent,
        410 => ProblemKind.Expired,
        429 => ProblemKind.Busy,
        502 or 503 or 504 => ProblemKind.Away,
        _ => ProblemKind.Failed,
    };
}
