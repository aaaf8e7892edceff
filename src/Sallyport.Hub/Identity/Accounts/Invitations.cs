using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Accounts;

/// <summary>Links by which somebody chooses a password, once: when they are new, and when they forgot it.</summary>
internal sealed class Invitations(IDbContextFactory<SallyportDbContext> store, PolicyStore policy, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);

    /// <summary>Makes an invitation for a person in place of any earlier one.</summary>
    /// <returns>Null when there is no such person.</returns>
    public async Task<IssuedToken?> MakeAsync(string user, string createdBy, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        if (!await database.Users.AnyAsync(u => u.Name == user && u.Kind == UserKind.Person, cancellationToken))
        {
            return null;
        }

        await database.Credentials.Where(c => c.User == user && c.Use == CredentialUse.Invitation).ExecuteDeleteAsync(cancellationToken);
        var token = BearerToken.Make();
        var now = time.GetUtcNow();
        var row = new CredentialRow
        {
            Id = Guid.CreateVersion7(now),
            Hash = BearerToken.Hash(token),
            Use = CredentialUse.Invitation,
            User = user,
            Purpose = "invitation",
            CreatedBy = createdBy,
            CreatedAt = now,
            Expires = now + Life,
        };
        database.Credentials.Add(row);
        await database.SaveChangesAsync(cancellationToken);
        return new IssuedToken(row.Id, token, row.Expires);
    }

    /// <returns>Whom an invitation is for; null when it is not in force.</returns>
    public async Task<string?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!BearerToken.IsWellFormed(token))
        {
            return null;
        }

        await using var database = await store.CreateDbContextAsync(cancellationToken);
        return await InForce(database, token).Select(c => c.User).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Uses an invitation up, and ends what its user had open: a forgotten password may be one that somebody else knows.</summary>
    /// <returns>False when it was not in force.</returns>
    public Task<bool> UseAsync(string token, CancellationToken cancellationToken) => policy.RevokeAsync(
        async database =>
        {
            if (await InForce(database, token).SingleOrDefaultAsync(cancellationToken) is not { } invitation
                || await database.Credentials.Where(c => c.Id == invitation.Id).ExecuteDeleteAsync(cancellationToken) == 0)
            {
                return false;
            }

            await database.SignInRequests.Where(r => r.User == invitation.User).ExecuteDeleteAsync(cancellationToken);
            await database.Credentials
                .Where(c => c.User == invitation.User && (c.Use == CredentialUse.Console || c.Use == CredentialUse.Refresh))
                .ExecuteDeleteAsync(cancellationToken);
            return true;
        },
        cancellationToken);

    private IQueryable<CredentialRow> InForce(SallyportDbContext database, string token)
    {
        var (hash, now) = (BearerToken.Hash(token), time.GetUtcNow());
        return database.Credentials.AsNoTracking().Where(c => c.Hash == hash && c.Use == CredentialUse.Invitation && c.Expires > now
            && database.Users.Any(u => u.Name == c.User && !u.Disabled && c.CreatedAt >= u.NotBefore));
    }
}
