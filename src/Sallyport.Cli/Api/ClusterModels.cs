namespace Sallyport.Cli.Api;

/// <summary>An enrolled cluster.</summary>
internal sealed record Cluster(
    string Name,
    Dictionary<string, string>? Labels,
    string State,
    DateTimeOffset? LastSeen,
    string? KubernetesVersion,
    string? AgentVersion,
    string? Ceiling,
    int? Namespaces);

internal sealed record NewCluster(string Name, Dictionary<string, string> Labels, string? Ceiling, bool ConstrainedImpersonation);

internal sealed record RejoinRequest(string? Ceiling, bool ConstrainedImpersonation);

/// <summary>A null value takes the label away.</summary>
internal sealed record ClusterLabels(Dictionary<string, string?> Labels);

/// <summary>What an agent needs to join: a manifest for the cluster, or a command outside one.</summary>
internal sealed record JoinInstructions(string JoinToken, string Manifest, string AgentCommand);

internal sealed record RemovedCluster(string? DeleteInCluster);
