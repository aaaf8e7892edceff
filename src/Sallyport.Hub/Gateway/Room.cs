using Sallyport.Hub.Fleet;

namespace Sallyport.Hub.Gateway;

/// <summary>
/// How many exchanges may run with one cluster at once. Its tunnel has only so many streams, and who came after the last
/// one would wait without end; so there is an answer before that, and no person can take all of them.
/// </summary>
internal sealed class Room
{
    /// <summary>Far above what a person's tools hold open, and above a controller's watch of every kind there is.</summary>
    public const int ForOnePerson = 400;

    /// <summary>Of the tunnel's 1,000 streams the rest stays the hub's own: a new policy gets through however full it is.</summary>
    public const int ForAll = 950;

    private const int RetrySeconds = 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, int> _inCluster = [];
    private readonly Dictionary<(Guid Cluster, string User), int> _ofPerson = [];

    /// <summary>Takes a place, to be given back by <see cref="Leave"/>; or says why there is none.</summary>
    public Refusal? Enter(string user, FleetCluster cluster)
    {
        lock (_lock)
        {
            var ofPerson = _ofPerson.GetValueOrDefault((cluster.Id, user));
            if (ofPerson >= ForOnePerson)
            {
                return Refusal.TooMany($"{user} has {ForOnePerson} requests, watches and streams open in cluster {cluster.Name}, the most one user may have; end some, or try again in a moment.", RetrySeconds);
            }

            var inCluster = _inCluster.GetValueOrDefault(cluster.Id);
            if (inCluster >= ForAll)
            {
                return Refusal.TooMany($"The connection to cluster {cluster.Name} is full: {ForAll} requests, watches and streams are open. Try again in a moment.", RetrySeconds);
            }

            _ofPerson[(cluster.Id, user)] = ofPerson + 1;
            _inCluster[cluster.Id] = inCluster + 1;
            return null;
        }
    }

    public void Leave(string user, FleetCluster cluster)
    {
        lock (_lock)
        {
            Decrease(_ofPerson, (cluster.Id, user));
            Decrease(_inCluster, cluster.Id);
        }
    }

    private static void Decrease<T>(Dictionary<T, int> counts, T key)
        where T : notnull
    {
        if (--counts[key] == 0)
        {
            counts.Remove(key);
        }
    }
}
