namespace Sallyport.Hub.Limits;

/// <summary>
/// How much of the hub one user or one address may take. The defaults lie far above what people and their tools do;
/// <c>docs/limits.md</c> has them all, with the answer each gives.
/// </summary>
internal sealed record HubLimits
{
    /// <summary>Connections at once, of everyone together.</summary>
    public int Connections { get; init; } = 20_000;

    /// <summary>Connections at once from one address: a whole office may stand behind one.</summary>
    public int ConnectionsPerAddress { get; init; } = 2_000;

    /// <summary>Requests of one user at the gateway; null for no limit.</summary>
    public Rate? RequestsPerUser { get; init; } = new(500, 2_000);

    /// <summary>Requests of one user at the API; null for no limit.</summary>
    public Rate? ApiRequestsPerUser { get; init; } = new(50, 200);

    /// <summary>Requests without a credential that holds, from one address, that get more of an answer than to wait; null for no limit.</summary>
    public Rate? StrangersPerAddress { get; init; } = new(50, 200);

    /// <summary>Requests without a credential that holds, from one address, that are written down one by one; further ones are counted.</summary>
    public Rate? AuditedStrangersPerAddress { get; init; } = new(1, 60);

    /// <summary>The same, of all addresses together.</summary>
    public Rate? AuditedStrangers { get; init; } = new(20, 500);

    /// <summary>Requests, watches and shells of one user that are open in one cluster at once.</summary>
    public int OpenPerUser { get; init; } = 400;

    /// <summary>Watches and followed logs of one user that are open at once, in all clusters together.</summary>
    public int WatchesPerUser { get; init; } = 2_000;

    /// <summary>Shells and forwarded ports of one user that are open at once, in all clusters together.</summary>
    public int ShellsPerUser { get; init; } = 100;

    /// <summary>Pages of the console that one user has open at once, in all browsers.</summary>
    public int ConsolesPerUser { get; init; } = 50;

    /// <summary>How long the headers of a request may take until they are whole.</summary>
    public TimeSpan HeadersTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a request's body may pause. A body that trickles holds a stream and a lease.</summary>
    public TimeSpan BodyPause { get; init; } = TimeSpan.FromSeconds(30);
}
