using System.Collections.Immutable;

namespace Sallyport.Access.Policy;

/// <summary>How wide a scope is.</summary>
public enum ScopeKind
{
    /// <summary>Every cluster of the organization.</summary>
    Organization,

    /// <summary>What a project holds.</summary>
    Project,

    /// <summary>Whole clusters, by name or label selector.</summary>
    Cluster,

    /// <summary>Namespaces in clusters, by name, glob or label selector.</summary>
    Namespace,
}

/// <summary>A place: where an assignment, a setting or a guardrail holds.</summary>
public sealed record Scope
{
    /// <summary>How wide it is.</summary>
    public required ScopeKind Kind { get; init; }

    /// <summary>The project's name, for <see cref="ScopeKind.Project"/>.</summary>
    public string Project { get; init; } = "";

    /// <summary>Cluster names or globs; empty with an empty <see cref="ClusterSelector"/> is every cluster.</summary>
    public ImmutableArray<string> Clusters { get; init; } = [];

    /// <summary>A Kubernetes label selector over cluster labels; empty when unused.</summary>
    public string ClusterSelector { get; init; } = "";

    /// <summary>Namespace names or globs, for <see cref="ScopeKind.Namespace"/>.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];

    /// <summary>A Kubernetes label selector over namespace labels; empty when unused.</summary>
    public string NamespaceSelector { get; init; } = "";

    /// <summary>The whole organization.</summary>
    public static Scope Organization { get; } = new() { Kind = ScopeKind.Organization };
}
