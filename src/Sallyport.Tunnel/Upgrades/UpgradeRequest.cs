namespace Sallyport.Tunnel.Upgrades;

/// <summary>An upgrade that the hub asks of the agent, or the agent of kube-apiserver.</summary>
public sealed record UpgradeRequest
{
    /// <summary>The client's method, GET or POST: it decides the RBAC verb and never changes on the way.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query as they go on the wire.</summary>
    public required string Target { get; init; }

    /// <summary><c>websocket</c> or <c>SPDY/3.1</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>All other headers in order; a name may come more than once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
