using System.Collections.Frozen;
using Sallyport.Access.Decisions;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Fleet;

/// <summary>An enrolled cluster as this replica sees it: what it is called, what its agent last said, and whether it is there.</summary>
internal sealed class FleetCluster
{
    private readonly Lock _lock = new();
    private volatile ClusterView _view;
    private volatile AgentSession? _session;

    public FleetCluster(Guid id, string name, FrozenDictionary<string, string> labels, DateTimeOffset? lastSeen)
    {
        Id = id;
        Name = name;
        LastSeen = lastSeen;
        _view = new ClusterView { Name = name, Labels = labels };
    }

    public Guid Id { get; }

    public string Name { get; }

    /// <summary>What decisions know of the cluster; kept while the agent is away.</summary>
    public ClusterView View => _view;

    /// <summary>The agent's session; null while it is away or not yet in step.</summary>
    public AgentSession? Session => _session;

    /// <summary>What the agent last said of itself; null before it ever did.</summary>
    public AgentFacts? Facts { get; private set; }

    public DateTimeOffset? LastSeen { get; private set; }

    /// <summary>Since when the agent is there or away; null when it never joined.</summary>
    public DateTimeOffset? Since { get; private set; }

    public AgentPresence Presence =>
        _session is not null ? AgentPresence.Online : LastSeen is null ? AgentPresence.NeverJoined : AgentPresence.Away;

    /// <summary>Restores what the store kept of an earlier session.</summary>
    public void Restore(AgentFacts facts) => Learn(facts);

    public void Learn(AgentFacts facts)
    {
        lock (_lock)
        {
            Facts = facts;
            _view = _view with
            {
                AgentNamespace = facts.AgentNamespace,
                Ceiling = Access.Enforcement.Ceiling.Parse(facts.Ceiling),
                ClusterScopedResources = facts.ClusterScopedResources.ToFrozenSet(StringComparer.Ordinal),
            };
        }
    }

    public void Learn(IReadOnlyList<NamespaceFacts> namespaces)
    {
        lock (_lock)
        {
            _view = _view with
            {
                Namespaces = namespaces.ToFrozenDictionary(
                    n => n.Name, n => n.Labels.ToFrozenDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
            };
        }
    }

    public void Relabel(FrozenDictionary<string, string> labels)
    {
        lock (_lock)
        {
            _view = _view with { Labels = labels };
        }
    }

    public void Attach(AgentSession session, DateTimeOffset now)
    {
        lock (_lock)
        {
            _session = session;
            Since = now;
            LastSeen = now;
        }
    }

    /// <summary>The session is over; false when another has already taken its place.</summary>
    public bool Detach(AgentSession session, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_session != session)
            {
                return false;
            }

            _session = null;
            Since = now;
            LastSeen = now;
            return true;
        }
    }

    public void Seen(DateTimeOffset now) => LastSeen = now;
}

/// <summary>Whether a cluster's agent is there.</summary>
internal enum AgentPresence
{
    /// <summary>No agent ever joined.</summary>
    NeverJoined,

    /// <summary>The agent's tunnel is down.</summary>
    Away,

    /// <summary>The agent is there and in step.</summary>
    Online,
}
