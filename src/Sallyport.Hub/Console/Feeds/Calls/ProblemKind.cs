namespace Sallyport.Hub.Console.Feeds.Calls;

/// <summary>What kind of no a cluster, or the hub in front of it, gave.</summary>
public enum ProblemKind
{
    /// <summary>An answer that could not be read, or an error of the server.</summary>
    Failed,

    /// <summary>403: the user may not. The message says why and whom to ask.</summary>
    Blocked,

    /// <summary>401: the session has ended.</summary>
    SignedOut,

    /// <summary>404, 405 or 406: the cluster does not have this.</summary>
    Absent,

    /// <summary>502, 503, 504, or no connection: the cluster is away.</summary>
    Away,

    /// <summary>429: too many requests at the moment.</summary>
    Busy,

    /// <summary>410: what was to be continued is too old.</summary>
    Expired,
}
