using Sallyport.Hub.Audit;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Limits;

namespace Sallyport.Hub.Gateway;

/// <summary>
/// The road of one request, downhill: which cluster, who, what, whether they may; written down; sent on; answered.
/// Every step either lets the exchange pass or says why not.
/// </summary>
internal sealed class Road(
    ClusterName names, Authenticate authenticate, ClusterRegistry clusters, Decider decider, LeaseKeeper leases, Room room,
    Strangers strangers, UserRates rates, AuditTrail audit, Reviews reviews, UpgradeRoad upgrade, TimeProvider time, ILogger<Road> log)
{
    public async Task TravelAsync(Exchange exchange)
    {
        try
        {
            var refusal = await PassAsync(exchange);
            if (refusal is not null)
            {
                await StatusAnswer.SendAsync(exchange, refusal);
            }
        }
        catch (AuditUnavailableException)
        {
            exchange.Tally.LeavesNoEnd = true;
            await StatusAnswer.SendAsync(exchange, Refusal.Unavailable(
                "The request cannot be written to the audit, and nothing happens unwritten.", retryAfter: 5));
        }
        catch (OperationCanceledException) when (exchange.Aborted.IsCancellationRequested)
        {
            exchange.Tally.Cut = "The client went away.";
        }
        catch (BadHttpRequestException malformed)
        {
            await StatusAnswer.SendAsync(exchange, new Refusal(malformed.StatusCode, "BadRequest", "The request's body is malformed or was cut short."));
        }
        catch (Exception fault)
        {
            log.Fault(fault, exchange.Id);
            await StatusAnswer.SendAsync(exchange, new Refusal(500, "InternalError", "The hub failed at this request; its log says how."));
        }
        finally
        {
            audit.Ended(exchange);
        }
    }

    private async Task<Refusal?> PassAsync(Exchange exchange)
    {
        if ((names.Find(exchange) ?? await authenticate.CheckAsync(exchange)) is { } stranger)
        {
            return await TurnAwayAsync(exchange, stranger);
        }

        var refusal = TooOften(exchange.User!) ?? Understand.Read(exchange) ?? decider.Freshness;
        var cluster = refusal is null ? KnownTo(exchange) : null;
        if (cluster is null)
        {
            refusal ??= Refusal.NotFound($"There is no cluster {exchange.Cluster} that you have access to.");
            await audit.RefusedAsync(exchange, refusal, null);
            return refusal;
        }

        var mayCreate = AskedHeaders.IsApply(exchange);
        var verdict = decider.Decide(exchange.User!, cluster, exchange.Request!, mayCreate);
        if (!verdict.Allowed)
        {
            await audit.RefusedAsync(exchange, verdict.Refusal!, verdict);
            return verdict.Refusal;
        }

        if (room.Enter(exchange, cluster) is { } full)
        {
            await audit.RefusedAsync(exchange, full, null);
            return full;
        }

        try
        {
            return await PassLeasedAsync(exchange, cluster, mayCreate, verdict);
        }
        finally
        {
            room.Leave(exchange, cluster);
        }
    }

    /// <summary>Refuses who shows no credential that holds, with no more words than their address has left.</summary>
    private async Task<Refusal> TurnAwayAsync(Exchange exchange, Refusal refusal)
    {
        if (refusal.RetryAfter is null && strangers.Charge(exchange.ClientAddress) is { } seconds)
        {
            refusal = Refusal.TooMany(Strangers.Words(exchange.ClientAddress), seconds);
        }

        await audit.RefusedAsync(exchange, refusal, null);
        return refusal;
    }

    private Refusal? TooOften(string user) =>
        rates.AtGateway(user) is { } seconds ? Refusal.TooMany(UserRates.Words(user), seconds) : null;

    private async Task<Refusal?> PassLeasedAsync(Exchange exchange, FleetCluster cluster, bool mayCreate, Verdict verdict)
    {
        using var lease = new Lease
        {
            Id = exchange.Id,
            User = exchange.User!,
            CredentialRoot = exchange.CredentialRoot!.Value,
            CredentialEnds = exchange.CredentialEnds,
            Cluster = cluster,
            Request = exchange.Request!,
            MayCreate = mayCreate,
            Variant = verdict.Decision.Variant,
        };
        leases.Register(lease);
        try
        {
            return await PassUnderLeaseAsync(exchange, verdict, lease);
        }
        finally
        {
            leases.Release(lease);
        }
    }

    private async Task<Refusal?> PassUnderLeaseAsync(Exchange exchange, Verdict verdict, Lease lease)
    {
        // The lease is registered: from here on a change either finds it or is found here.
        while (!decider.IsCurrent(verdict) && lease.Refusal is null)
        {
            verdict = decider.Decide(lease.User, lease.Cluster, lease.Request, lease.MayCreate);
            lease.Variant = verdict.Decision.Variant;
            if (verdict.Refusal is { } refusal)
            {
                lease.End(refusal);
            }
        }

        leases.EndIfRevoked(lease);
        if (lease.Refusal is { } no)
        {
            await audit.RefusedAsync(exchange, no, verdict);
            return no;
        }

        await audit.AllowedAsync(exchange, verdict);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(lease.Cut, exchange.Aborted);
        try
        {
            if (Reviews.IsReview(exchange.Request!))
            {
                return await reviews.AnswerAsync(exchange, verdict, over.Token);
            }

            var listed = verdict.ListedCommand ? exchange.Request!.Exec : null;
            var (away, session) = await AgentAway.FindAsync(lease.Cluster, verdict.Decision.Group.Name, time, over.Token, listed);
            if (session is null)
            {
                return away;
            }

            return exchange.Upgrade is null
                ? await Forward.SendAsync(exchange, verdict, session, lease, over.Token)
                : await upgrade.SendAsync(exchange, verdict, session, lease, over.Token);
        }
        catch (OperationCanceledException) when (lease.Refusal is not null)
        {
            return lease.Refusal;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or ObjectDisposedException && !exchange.Aborted.IsCancellationRequested)
        {
            log.AgentFailed(lease.Cluster.Name, failure.Message);
            return Refusal.BadGateway($"The connection to the agent of cluster {lease.Cluster.Name} broke off.");
        }
    }

    /// <summary>The cluster, if there is one and the user may know of it; both absences look the same.</summary>
    private FleetCluster? KnownTo(Exchange exchange) =>
        clusters.TryFind(exchange.Cluster, out var cluster) && decider.IsMember(exchange.User!, cluster) ? cluster : null;
}
