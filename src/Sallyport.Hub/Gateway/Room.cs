using Sallyport.Access.Requests;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Limits;

namespace Sallyport.Hub.Gateway;

/// <summary>
/// How many exchanges may run with one cluster at once. Its tunnel has only so many streams, and who came after the last
/// one would wait without end; so there is an answer before that, and no person can take all of them. What stays open
/// for long is counted over all clusters too: a watch costs the hub as much as it costs the tunnel.
/// </summary>
internal sealed class Room(HubLimits limits)
{
    /// <summary>Of the tunnel's 1,000 streams the rest stays the hub's own: a new policy gets through however full it is.</summary>
    public const int ForAll = 950;

    private const int RetrySeconds = 2;

    private readonly Seats<Guid> _inCluster = new(ForAll);
    private readonly Seats<(Guid Cluster, string User)> _ofUserInCluster = new(limits.OpenPerUser);
    private readonly Seats<string> _watches = new(limits.WatchesPerUser);
    private readonly Seats<string> _shells = new(limits.ShellsPerUser);

    /// <summary>Takes a place, to be given back by <see cref="Leave"/>; or says why there is none.</summary>
    public Refusal? Enter(Exchange exchange, FleetCluster cluster)
    {
        var user = exchange.User!;
        if (Lasting(exchange) is { } lasting && !lasting.TryTake(user))
        {
            return lasting == _shells
                ? Full($"{user} has {lasting.Most} shells and forwarded ports open, the most one user may have; end some, or try again in a moment.")
                : Full($"{user} has {lasting.Most} watches and followed logs open, the most one user may have; end some, or try again in a moment.");
        }

        if (!_ofUserInCluster.TryTake((cluster.Id, user)))
        {
            Lasting(exchange)?.GiveBack(user);
            return Full($"{user} has {_ofUserInCluster.Most} requests, watches and streams open in cluster {cluster.Name}, the most one user may have; end some, or try again in a moment.");
        }

        if (!_inCluster.TryTake(cluster.Id))
        {
            _ofUserInCluster.GiveBack((cluster.Id, user));
            Lasting(exchange)?.GiveBack(user);
            return Full($"The connection to cluster {cluster.Name} is full: {ForAll} requests, watches and streams are open. Try again in a moment.");
        }

        return null;
    }

    public void Leave(Exchange exchange, FleetCluster cluster)
    {
        _inCluster.GiveBack(cluster.Id);
        _ofUserInCluster.GiveBack((cluster.Id, exchange.User!));
        Lasting(exchange)?.GiveBack(exchange.User!);
    }

    private Seats<string>? Lasting(Exchange exchange) =>
        exchange.Upgrade is not null ? _shells : AnswerPace.IsLive(exchange.Request!) ? _watches : null;

    private static Refusal Full(string message) => Refusal.TooMany(message, RetrySeconds);
}
