namespace Sallyport.Hub.Fleet;

/// <summary>All that is needed to bring a cluster's agent to life. Shown once: the token is kept only as a hash.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Token">The one-time join token.</param>
/// <param name="Expires">Until when it may be used.</param>
/// <param name="Manifest">What <c>kubectl apply</c> takes to run the agent in the cluster.</param>
/// <param name="AgentCommand">The command that runs the agent outside the cluster.</param>
internal sealed record JoinTicket(
    FleetCluster Cluster, string Token, DateTimeOffset Expires, string Manifest, string AgentCommand)
{
    /// <summary>Never prints the token.</summary>
    public override string ToString() => $"{nameof(JoinTicket)} {{ {Cluster.Name} }}";
}
