namespace Sallyport.Tunnel.Protocol;

/// <summary>What an agent says of itself and its cluster when the tunnel opens.</summary>
public sealed record AgentFacts
{
    /// <summary>The agent's version.</summary>
    public required string AgentVersion { get; init; }

    /// <summary>Changes with every start of the agent.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The cluster's <c>gitVersion</c>.</summary>
    public required string KubernetesVersion { get; init; }

    /// <summary>The ceiling the installer chose, in the text form of the command line.</summary>
    public required string Ceiling { get; init; }

    /// <summary>The agent's namespace; empty when it runs outside the cluster.</summary>
    public string AgentNamespace { get; init; } = "";

    /// <summary>The names of the agent's own service accounts.</summary>
    public IReadOnlyList<string> ServiceAccounts { get; init; } = [];

    /// <summary>The uid of kube-system: the same cluster under another name is seen.</summary>
    public string ClusterUid { get; init; } = "";

    /// <summary>Cluster-scoped resources as <c>resource.group</c> (core: <c>nodes</c>).</summary>
    public IReadOnlyList<string> ClusterScopedResources { get; init; } = [];

    /// <summary>What the cluster grants to <c>system:authenticated</c> on top, one line each.</summary>
    public IReadOnlyList<string> AuthenticatedGrants { get; init; } = [];
}
