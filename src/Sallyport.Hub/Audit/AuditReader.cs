using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Audit;

/// <summary>Reads events in the order in which the store took them.</summary>
internal sealed class AuditReader(IDbContextFactory<SallyportDbContext> store, TimeProvider time)
{
    private const int Page = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Up to <paramref name="limit"/> events after the query's place.</summary>
    public async Task<IReadOnlyList<AuditEventRow>> ReadAsync(AuditQuery query, int limit, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        return await Matching(database, query).OrderBy(e => e.Sequence).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>The last <paramref name="limit"/> events there are, oldest of them first.</summary>
    public async Task<IReadOnlyList<AuditEventRow>> ReadLastAsync(AuditQuery query, int limit, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        var last = await Matching(database, query).OrderByDescending(e => e.Sequence).Take(limit).ToListAsync(cancellationToken);
        last.Reverse();
        return last;
    }

    /// <summary>The sequence number of the newest event; 0 when there is none.</summary>
    public async Task<long> LastSequenceAsync(CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        return await database.AuditEvents.MaxAsync(e => (long?)e.Sequence, cancellationToken) ?? 0;
    }

    /// <summary>Events after the query's place, then each as it comes; null now and then when none did.</summary>
    public async IAsyncEnumerable<AuditEventRow?> FollowAsync(
        AuditQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (true)
        {
            var events = await ReadAsync(query, Page, cancellationToken);
            foreach (var e in events)
            {
                query = query with { After = e.Sequence };
                yield return e;
            }

            if (events.Count < Page)
            {
                yield return null;
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
    }

    private static IQueryable<AuditEventRow> Matching(SallyportDbContext database, AuditQuery query)
    {
        var all = database.AuditEvents.AsNoTracking();
        var found = all.Where(e => e.Sequence > query.After);
        if (query.Since is { } since)
        {
            found = found.Where(e => e.Time >= since);
        }

        if (!query.Narrows)
        {
            return found;
        }

        // An end carries the numbers alone: it belongs to the decision with its id.
        var decisions = Narrow(all.Where(e => e.Kind == AuditEventKind.Decision), query);
        return found.Where(e => decisions.Any(decision => decision.EventId == e.EventId));
    }

    private static IQueryable<AuditEventRow> Narrow(IQueryable<AuditEventRow> decisions, AuditQuery query)
    {
        decisions = query.User is { } user ? decisions.Where(e => e.User == user) : decisions;
        decisions = query.Cluster is { } cluster ? decisions.Where(e => e.Cluster == cluster) : decisions;
        decisions = query.Namespace is { } ns ? decisions.Where(e => e.Namespace == ns) : decisions;
        decisions = query.Resource is { } resource ? decisions.Where(e => e.Resource == resource) : decisions;
        decisions = query.Verb is { } verb ? decisions.Where(e => e.Verb == verb) : decisions;
        decisions = query.Source is { } source ? decisions.Where(e => e.Source == source) : decisions;
        return query.Allowed is { } allowed ? decisions.Where(e => e.Allowed == allowed) : decisions;
    }
}
