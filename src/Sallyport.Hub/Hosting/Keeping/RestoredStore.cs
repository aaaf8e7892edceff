using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Hosting.Keeping;

/// <summary>What a restored store holds, after all that could open something by itself was taken out of it.</summary>
/// <param name="Made">When the last thing was written down that is in it.</param>
/// <param name="Credentials">How many sessions, tokens and invitations were ended.</param>
/// <param name="Users">How many users it has.</param>
/// <param name="Assignments">How many assignments it has.</param>
internal sealed record RestoredStore(DateTimeOffset? Made, int Credentials, int Users, int Assignments)
{
    /// <summary>
    /// What was revoked or used up after the backup is not known to it. So every credential ends, as does whatever can be used once: people sign
    /// in again. The store gets another epoch, by which agents and replicas know that its versions have nothing to do with those they saw.
    /// </summary>
    public static async Task<RestoredStore> RenewAsync(IDbContextFactory<SallyportDbContext> store, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var (now, epoch) = (time.GetUtcNow(), Guid.NewGuid());
        var made = await database.AuditEvents.MaxAsync(e => (DateTimeOffset?)e.Time, cancellationToken);
        var ended = await database.Credentials.CountAsync(cancellationToken);
        await database.Credentials.ExecuteDeleteAsync(cancellationToken);
        await database.SignInRequests.ExecuteDeleteAsync(cancellationToken);
        await database.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.NotBefore, now), cancellationToken);
        await database.Clusters.ExecuteUpdateAsync(
            set => set.SetProperty(c => c.JoinTokenHash, (byte[]?)null).SetProperty(c => c.JoinTokenExpires, (DateTimeOffset?)null), cancellationToken);
        await database.Organization.ExecuteUpdateAsync(
            set => set
                .SetProperty(o => o.Epoch, epoch)
                .SetProperty(o => o.PolicyVersion, o => o.PolicyVersion + 1)
                .SetProperty(o => o.CredentialVersion, o => o.CredentialVersion + 1)
                .SetProperty(o => o.SetupTokenHash, (byte[]?)null)
                .SetProperty(o => o.SetupTokenExpires, (DateTimeOffset?)null),
            cancellationToken);
        var restored = new RestoredStore(
            made, ended, await database.Users.CountAsync(cancellationToken), await database.Assignments.CountAsync(cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return restored;
    }
}
