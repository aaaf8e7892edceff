namespace Sallyport.Access.Comparison;

/// <summary>What a change of the policy changes for people at a place.</summary>
/// <param name="Namespace">In which namespace; null in all of the cluster's.</param>
/// <param name="What">A capability (<c>secrets</c>, <c>shell</c>, <c>port-forward</c>), or the name of a role.</param>
/// <param name="From">What they have of it: a setting's value, or <c>given</c> and <c>not given</c> for a role.</param>
/// <param name="To">What they would have.</param>
/// <param name="Gains">Whether that is more.</param>
/// <param name="Why">By what, as a sentence.</param>
public sealed record AccessChange(string? Namespace, string What, string From, string To, bool Gains, string Why);

/// <summary>People for whom a change of the policy changes the same in a cluster.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Users">Who; never empty.</param>
/// <param name="Changes">What; never empty.</param>
public sealed record ClusterAccessChange(string Cluster, IReadOnlyList<string> Users, IReadOnlyList<AccessChange> Changes);
