using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Audit;

/// <summary>Deletes events from the store when they are older than the installation keeps them, and writes down that it did.</summary>
internal sealed class AuditRetention(
    AuditOptions options, IDbContextFactory<SallyportDbContext> store, AuditLog audit, TimeProvider time, ILogger<AuditRetention> log) : BackgroundService
{
    /// <summary>So few at once that whoever feeds the store hardly waits.</summary>
    private const int Portion = 2_000;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Retention is not null)
        {
            try
            {
                await DeleteAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.CannotDelete(fault.Message);
            }

            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    /// <summary>Deletes what is too old now; returns how many events it was.</summary>
    public async Task<int> DeleteAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var before = time.GetUtcNow() - options.Retention!.Value;
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        if (!await database.AuditEvents.AnyAsync(e => e.Time < before, cancellationToken))
        {
            return 0;
        }

        var id = Guid.CreateVersion7();
        await audit.RecordDecisionAsync(Describe(id, before), durable: true, cancellationToken);
        var deleted = 0;
        int portion;
        do
        {
            portion = await database.AuditEvents.Where(e => e.Time < before).OrderBy(e => e.Sequence).Take(Portion).ExecuteDeleteAsync(cancellationToken);
            deleted += portion;
        }
        while (portion == Portion);
        audit.RecordEnd(new AuditEnd
        {
            Id = id,
            Time = time.GetUtcNow(),
            Status = StatusCodes.Status200OK,
            Duration = time.GetElapsedTime(began),
            Change = string.Create(CultureInfo.InvariantCulture, $"{deleted} audit events were deleted."),
        });
        return deleted;
    }

    private AuditDecision Describe(Guid id, DateTimeOffset before) => new()
    {
        Id = id,
        Time = time.GetUtcNow(),
        Source = "audit",
        Method = "",
        Target = "",
        Verb = "delete",
        Resource = "auditevents",
        Allowed = true,
        By = "Retention",
        Reason = string.Create(
            CultureInfo.InvariantCulture,
            $"Audit events are kept for {options.Retention!.Value.TotalDays:0.#} days, so those before {before.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} are deleted."),
    };
}
