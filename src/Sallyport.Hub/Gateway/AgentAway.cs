using Sallyport.Access.Requests;
using Sallyport.Hub.Fleet;

namespace Sallyport.Hub.Gateway;

/// <summary>Finds a cluster's agent, in step with what a request needs; or says how long it has been away.</summary>
internal static class AgentAway
{
    private const int StepRetrySeconds = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async ValueTask<(Refusal? Refusal, AgentSession? Session)> FindAsync(
        FleetCluster cluster, string group, TimeProvider time, CancellationToken cancellationToken, ExecRequest? listed = null)
    {
        if (cluster.Session is not { } session)
        {
            return (Away(cluster, time), null);
        }

        return await session.Wanted.KnowsAsync(group, listed, Patience, cancellationToken)
            ? (null, session)
            : (NotInStep(cluster), null);
    }

    // Without Retry-After: kubectl would wait and ask ten times before it told anyone.
    private static Refusal Away(FleetCluster cluster, TimeProvider time) => new(
        StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable",
        cluster.LastSeen is { } seen
            ? $"The agent of cluster {cluster.Name} has been away for {Duration.InWords(time.GetUtcNow() - seen)}."
            : $"No agent has joined for cluster {cluster.Name} yet.");

    private static Refusal NotInStep(FleetCluster cluster) => Refusal.Unavailable(
        $"Cluster {cluster.Name} has not taken over the latest access policy yet; try again in a moment.", StepRetrySeconds);
}
