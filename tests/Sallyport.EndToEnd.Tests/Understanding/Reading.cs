namespace Sallyport.EndToEnd.Tests.Understanding;

/// <summary>What became of one line: what the hub decided, what the cluster wrote down, what the client was told.</summary>
internal sealed class Reading(RequestLine line)
{
    public RequestLine Line { get; } = line;

    public int Status { get; set; }

    /// <summary>Whether the hub let it pass; null where its audit has nothing under this mark.</summary>
    public bool? Allowed { get; set; }

    /// <summary>What the hub understood.</summary>
    public AskedTuple? ByHub { get; set; }

    /// <summary>What the cluster understood, of every request that arrived there under this mark.</summary>
    public HashSet<AskedTuple> ByCluster { get; } = [];

    public Outcome Outcome => (Allowed, ByCluster.Count) switch
    {
        (true, 1) when ByCluster.Contains(ByHub!) => Outcome.SameAsCluster,
        (true, 0) when IsAboutOneself || IsAgentsNo => Outcome.AnsweredBefore,
        (not true, 0) when ByHub is { Verb.Length: > 0 } => Outcome.Denied,
        (not true, 0) => Outcome.NotUnderstood,
        _ => Outcome.Mismatch,
    };

    private bool IsAboutOneself => ByHub!.Resource.StartsWith("selfsubject", StringComparison.Ordinal);

    // A request that was cut by its client, or that the agent answered itself, may end before the cluster has it.
    private bool IsAgentsNo => Status is 0 or 403 or 502 or 503;

    public override string ToString() =>
        $"{Line.Method} {Line.Target} -> {Status}: hub {(Allowed == true ? "allowed" : "refused")} {ByHub}, cluster {string.Join(" and ", ByCluster)}";
}

/// <summary>The ways in which a line may end; the last is what must never be.</summary>
internal enum Outcome
{
    /// <summary>It reached the cluster, which understood what the hub did.</summary>
    SameAsCluster,

    /// <summary>The hub or the agent answered it, and nothing reached the cluster.</summary>
    AnsweredBefore,

    /// <summary>It was understood and not allowed, and nothing reached the cluster.</summary>
    Denied,

    /// <summary>It was not understood, and nothing reached the cluster.</summary>
    NotUnderstood,

    /// <summary>It reached the cluster refused or understood otherwise, or vanished.</summary>
    Mismatch,
}
