namespace Sallyport.Hub.Fleet;

/// <summary>What kind of mistake a request about a cluster makes.</summary>
internal enum ClusterProblemKind
{
    /// <summary>There is no such cluster.</summary>
    NotFound,

    /// <summary>There is one of that name already.</summary>
    Conflict,

    /// <summary>A name or label that cannot be.</summary>
    Invalid,
}

/// <summary>A request about a cluster that cannot be done; the message is for the person who asked.</summary>
internal sealed class ClusterProblemException(ClusterProblemKind kind, string message) : Exception(message)
{
    public ClusterProblemKind Kind => kind;
}
