using Sallyport.Access.Enforcement;

namespace Sallyport.Access.Installation;

/// <summary>What a manifest is written for.</summary>
public sealed record AgentManifestValues
{
    /// <summary>The cluster's name at the hub.</summary>
    public required string Cluster { get; init; }

    /// <summary>The gateway's address.</summary>
    public required Uri Hub { get; init; }

    /// <summary>The hub's CA in PEM, pinned by the agent.</summary>
    public required string HubCa { get; init; }

    /// <summary>The one-time join token.</summary>
    public required string JoinToken { get; init; }

    /// <summary>The agent's container image.</summary>
    public required string Image { get; init; }

    /// <summary>The most that any hub gets in the cluster.</summary>
    public Ceiling Ceiling { get; init; } = Ceiling.Admin;

    /// <summary>
    /// Whether kube-apiserver itself is to hold the ceiling over the forwarder, by constrained impersonation: for Kubernetes
    /// 1.36 and later, since older ones know none of its verbs.
    /// </summary>
    public bool ConstrainedImpersonation { get; init; }

    /// <summary>The agent's namespace.</summary>
    public string Namespace { get; init; } = AgentInstallation.DefaultNamespace;
}
