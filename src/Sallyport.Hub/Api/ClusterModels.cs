using Sallyport.Hub.Fleet;

namespace Sallyport.Hub.Api;

/// <summary>A cluster as the API shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its identity, which a cluster of the same name added later does not have.</param>
/// <param name="Labels">Its labels, which selectors go by.</param>
/// <param name="State"><c>online</c>, <c>away</c> or <c>never-joined</c>.</param>
/// <param name="LastSeen">When its agent was last seen.</param>
/// <param name="Since">Since when its agent is connected.</param>
/// <param name="KubernetesVersion">What its agent says of the cluster.</param>
/// <param name="AgentVersion">The version of its agent.</param>
/// <param name="Ceiling">The most that its owner allows.</param>
/// <param name="AuthenticatedGrants">What the cluster itself grants to everybody.</param>
/// <param name="Namespaces">How many namespaces it has.</param>
internal sealed record ClusterModel(
    string Name,
    Guid Id,
    IReadOnlyDictionary<string, string> Labels,
    string State,
    DateTimeOffset? LastSeen,
    DateTimeOffset? Since,
    string? KubernetesVersion,
    string? AgentVersion,
    string? Ceiling,
    IReadOnlyList<string>? AuthenticatedGrants,
    int Namespaces)
{
    public static ClusterModel From(FleetCluster cluster) => new(
        cluster.Name,
        cluster.Id,
        cluster.View.Labels,
        Word(cluster.Presence),
        cluster.LastSeen,
        cluster.Since,
        cluster.Facts?.KubernetesVersion,
        cluster.Facts?.AgentVersion,
        cluster.Facts?.Ceiling,
        cluster.Facts?.AuthenticatedGrants,
        cluster.View.Namespaces.Count);

    public static string Word(AgentPresence presence) => presence switch
    {
        AgentPresence.Online => "online",
        AgentPresence.Away => "away",
        _ => "never-joined",
    };
}

/// <summary>What brings a cluster's agent in.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="JoinToken">The token that the agent enrols with, once.</param>
/// <param name="Expires">Until when it may.</param>
/// <param name="Manifest">What to apply in the cluster.</param>
/// <param name="AgentCommand">The command of an agent outside the cluster.</param>
internal sealed record JoinTicketModel(ClusterModel Cluster, string JoinToken, DateTimeOffset Expires, string Manifest, string AgentCommand)
{
    public static JoinTicketModel From(JoinTicket ticket) =>
        new(ClusterModel.From(ticket.Cluster), ticket.Token, ticket.Expires, ticket.Manifest, ticket.AgentCommand);

    /// <summary>Never prints the token.</summary>
    public override string ToString() => $"{nameof(JoinTicketModel)} {{ {Cluster.Name} }}";
}

/// <summary>A cluster that was removed.</summary>
/// <param name="DeleteInCluster">The command that takes the agent away from there.</param>
internal sealed record RemovedCluster(string DeleteInCluster);
