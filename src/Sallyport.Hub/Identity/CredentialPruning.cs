using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity;

/// <summary>Clears away what has expired: kubectl alone leaves a row every few minutes.</summary>
internal sealed class CredentialPruning(
    IDbContextFactory<SallyportDbContext> store, TimeProvider time, ILogger<CredentialPruning> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(30);

    /// <summary>How long what expired is still listed, for whoever asks where it went.</summary>
    private static readonly TimeSpan Listed = TimeSpan.FromDays(1);

    /// <summary>Deletes all that has expired and stands on something else, and the rest a day later.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var before = now - Listed;
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        await database.Credentials.Where(c => c.Expires <= now && (c.Parent != null || c.Expires <= before)).ExecuteDeleteAsync(cancellationToken);
        await database.SignInRequests.Where(r => r.Expires <= now).ExecuteDeleteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // The next turn does it.
                log.CannotPrune(fault.Message);
            }
        }
    }
}
