using Sallyport.Access.Decisions;
using Sallyport.Access.Enforcement;
using Sallyport.Hub.Fleet;

namespace Sallyport.Hub.Gateway;

/// <summary>What the first door said to one request, and by which snapshot.</summary>
/// <param name="Snapshot">The policy it was decided on.</param>
/// <param name="Cluster">The cluster that was asked.</param>
/// <param name="View">What was known of the cluster.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Refusal">How a refusal is told; null when the request may go on.</param>
internal sealed record Verdict(
    AccessSnapshot Snapshot, FleetCluster Cluster, ClusterView View, Decision Decision, Refusal? Refusal)
{
    public bool Allowed => Refusal is null;

    /// <summary>Whether the request may run a listed command, and so neither has a terminal nor input.</summary>
    public bool ListedCommand => Decision.Variant == GroupVariant.Commands;
}
