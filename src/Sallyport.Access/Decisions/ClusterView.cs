using System.Collections.Frozen;

namespace Sallyport.Access.Decisions;

/// <summary>What a decision knows of a cluster: immutable, replaced whole when the agent reports a change.</summary>
public sealed record ClusterView
{
    /// <summary>The cluster's name.</summary>
    public required string Name
    {
        get;
        init
        {
            field = value;
            NameBits = NameSieve.Of(value);
        }
    }

    /// <summary>The name for a <see cref="NameSieve"/>.</summary>
    internal ulong NameBits { get; private init; }

    /// <summary>The cluster's labels.</summary>
    public FrozenDictionary<string, string> Labels { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The namespaces the agent reported, by name, with their labels.</summary>
    public FrozenDictionary<string, FrozenDictionary<string, string>> Namespaces { get; init; } =
        FrozenDictionary<string, FrozenDictionary<string, string>>.Empty;

    /// <summary>The agent's own namespace, out of reach for everyone; empty when the agent runs outside the cluster.</summary>
    public string AgentNamespace { get; init; } = "";

    /// <summary>The ceiling the agent's installer chose.</summary>
    public Enforcement.Ceiling Ceiling { get; init; } = Enforcement.Ceiling.Admin;

    /// <summary>
    /// Cluster-scoped resources as <c>resource.group</c> (core: <c>nodes</c>), from discovery; empty before the agent reported.
    /// </summary>
    public FrozenSet<string> ClusterScopedResources { get; init; } = FrozenSet<string>.Empty;
}
