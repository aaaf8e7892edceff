using System.Collections.Concurrent;
using Sallyport.Access.Decisions;
using Sallyport.Access.Enforcement;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Gateway;

/// <summary>
/// Holds the leases of everything that runs, and looks at them again whenever something changes that could make a
/// decision another one: the policy, a credential, a cluster, or the time.
/// </summary>
internal sealed class LeaseKeeper : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);
    private static readonly Refusal Undecided = Refusal.Unavailable("The hub could not decide on the request again; its log says why.", retryAfter: 1);
    private static readonly Refusal Revoked = Refusal.Unauthorized("The token was revoked.");

    private static readonly Refusal Redacted = Refusal.Forbidden("You may now see the keys of Secrets alone: ask again, and their values are left out.");

    private static readonly Refusal Listed = Refusal.Forbidden("You may now run listed commands alone, without a terminal and without input: run this one again.");

    private readonly ConcurrentDictionary<Guid, Lease> _leases = new();
    private readonly Decider _decider;
    private readonly PolicySource _policy;
    private readonly CredentialDirectory _credentials;
    private readonly ClusterRegistry _clusters;
    private readonly TimeProvider _time;
    private readonly ILogger<LeaseKeeper> _log;

    public LeaseKeeper(
        Decider decider, PolicySource policy, CredentialDirectory credentials, ClusterRegistry clusters,
        IHostApplicationLifetime lifetime, TimeProvider time, ILogger<LeaseKeeper> log)
    {
        lifetime.ApplicationStopping.Register(EndAll);
        (_decider, _policy, _credentials, _clusters, _time, _log) = (decider, policy, credentials, clusters, time, log);
        _policy.Changed += OnPolicyChanged;
        _credentials.Revoked += OnCredentialRevoked;
        _clusters.Changed += OnClusterChanged;
        _clusters.Removed += OnClusterRemoved;
    }

    public int Count => _leases.Count;

    /// <summary>
    /// Registers first; the caller then asks <see cref="Decider.IsCurrent"/>. A change either sees the lease here or is
    /// seen by the caller there.
    /// </summary>
    public void Register(Lease lease) => _leases[lease.Id] = lease;

    public void Release(Lease lease) => _leases.TryRemove(lease.Id, out _);

    /// <summary>Ends a lease whose credential was revoked between its look-up and its registration.</summary>
    public void EndIfRevoked(Lease lease)
    {
        if (!_credentials.IsInForce(lease.CredentialRoot))
        {
            lease.End(Revoked);
        }
    }

    /// <summary>Decides again, and ends the lease when the answer is no; or when there is none, and so none of the others waits.</summary>
    public void Reconsider(Lease lease)
    {
        try
        {
            Decide(lease);
        }
        catch (Exception fault)
        {
            _log.CannotReconsider(fault, lease.Id);
            lease.End(Undecided);
        }
    }

    private void Decide(Lease lease)
    {
        if (_decider.Freshness is { } stale)
        {
            lease.End(stale);
        }
        else if (!_clusters.TryFind(lease.Cluster.Name, out var cluster) || cluster != lease.Cluster)
        {
            lease.End(Refusal.NotFound("The cluster was removed."));
        }
        else
        {
            var verdict = _decider.Decide(lease.User, cluster, lease.Request, lease.MayCreate);
            if (verdict.Refusal is { } refusal)
            {
                lease.End(refusal);
            }
            else if (Narrowed(lease.Variant, verdict.Decision.Variant) is { } narrowed)
            {
                lease.End(narrowed);
            }
        }
    }

    /// <summary>Why what is still allowed may not go on as it runs: with the values, or with nobody looking for input; null when it may.</summary>
    private static Refusal? Narrowed(GroupVariant runs, GroupVariant allowed) => (runs, allowed) switch
    {
        (GroupVariant.Secrets, GroupVariant.KeysOnly) => Redacted,
        (GroupVariant.Shell, GroupVariant.Commands) => Listed,
        _ => null,
    };

    public override void Dispose()
    {
        _policy.Changed -= OnPolicyChanged;
        _credentials.Revoked -= OnCredentialRevoked;
        _clusters.Changed -= OnClusterChanged;
        _clusters.Removed -= OnClusterRemoved;
        base.Dispose();
    }

    /// <summary>Time alone ends credentials, and the certainty that the policy is the current one.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, _time);
        await using var stop = stoppingToken.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            var now = _time.GetUtcNow();
            var stale = _decider.Freshness;
            foreach (var lease in _leases.Values)
            {
                if (lease.CredentialEnds <= now)
                {
                    lease.End(Refusal.Unauthorized("The token has expired."));
                }
                else if (stale is not null)
                {
                    lease.End(stale);
                }
            }
        }
    }

    private void OnPolicyChanged(AccessSnapshot snapshot)
    {
        foreach (var lease in _leases.Values)
        {
            Reconsider(lease);
        }

        foreach (var cluster in _clusters.All)
        {
            cluster.Session?.Wanted.Touch();
        }
    }

    private void OnClusterChanged(FleetCluster cluster)
    {
        cluster.Session?.Wanted.Touch();
        foreach (var lease in _leases.Values.Where(lease => lease.Cluster == cluster))
        {
            Reconsider(lease);
        }
    }

    private void OnCredentialRevoked(Guid root)
    {
        // It is out of force already: a request that is about to register its lease asks afterwards.
        foreach (var lease in _leases.Values.Where(lease => lease.CredentialRoot == root))
        {
            lease.End(Revoked);
        }
    }

    /// <summary>Kestrel waits for what runs; a watch would run for ever.</summary>
    public void EndAll()
    {
        foreach (var lease in _leases.Values)
        {
            lease.End(Refusal.Unavailable("The hub is stopping.", retryAfter: 1));
        }
    }

    private void OnClusterRemoved(FleetCluster cluster)
    {
        foreach (var lease in _leases.Values.Where(lease => lease.Cluster == cluster))
        {
            lease.End(Refusal.NotFound("The cluster was removed."));
        }
    }
}
