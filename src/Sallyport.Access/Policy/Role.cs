using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Sallyport.Access.Policy;

/// <summary>A named set of Kubernetes rules.</summary>
public sealed record Role
{
    /// <summary>The name that assignments use: a DNS-1123 label such as <c>project-read-only</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name shown to people, such as "Project Read Only".</summary>
    public required string Title { get; init; }

    /// <summary>Whether access settings hold back its capabilities.</summary>
    public required bool ReadOnly { get; init; }

    /// <summary>Counts up whenever the rules change; part of the impersonated group's name.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What it allows on namespaced resources, in the namespaces its assignment covers.</summary>
    public required ImmutableArray<PolicyRule> Rules { get; init; }

    /// <summary>What it allows on cluster-scoped resources of a cluster that the assignment reaches into (Nodes and the like).</summary>
    public ImmutableArray<PolicyRule> ClusterRules { get; init; } = [];

    /// <summary>What it allows on cluster-scoped resources of a cluster that the assignment covers as a whole.</summary>
    public ImmutableArray<PolicyRule> WholeClusterRules { get; init; } = [];

    /// <summary>What the wildcards above leave out.</summary>
    public ImmutableArray<PolicyRule> Except { get; init; } = [];

    /// <summary>Whether it administers the organization itself (settings, roles, users, clusters).</summary>
    public bool AdministersOrganization { get; init; }

    /// <summary>Whose policy files keep it; empty when it is changed by hand. No matter of an agent's.</summary>
    [JsonIgnore]
    public string Owner { get; init; } = "";

    /// <summary>Whether it manages the projects it is given at: who has which role there, and stricter settings. Agents have no use for it.</summary>
    [JsonIgnore]
    public bool AdministersProjects { get; init; }
}
