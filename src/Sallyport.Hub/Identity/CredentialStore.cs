using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity;

/// <summary>The tokens that the store keeps, as hashes.</summary>
internal sealed class CredentialStore(IDbContextFactory<SallyportDbContext> store, TimeProvider time)
{
    public async Task<Credential?> FindAsync(byte[] hash, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        return await InForce(database).Where(c => c.Hash == hash)
            .Select(c => new Credential(c.Id, c.User, c.Expires))
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The ids of all credentials that were not revoked and whose user may sign in.</summary>
    public async Task<IReadOnlySet<Guid>> InForceAsync(CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        return await InForce(database).Select(c => c.Id).ToHashSetAsync(cancellationToken);
    }

    /// <summary>Makes a token. It is shown this once.</summary>
    public async Task<IssuedToken> IssueAsync(
        string user, string purpose, string createdBy, TimeSpan? validFor, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        var issued = Add(database, user, purpose, createdBy, validFor);
        await database.SaveChangesAsync(cancellationToken);
        return issued;
    }

    /// <summary>Makes a token as a part of a larger change.</summary>
    public IssuedToken Add(SallyportDbContext database, string user, string purpose, string createdBy, TimeSpan? validFor)
    {
        var token = BearerToken.Make();
        var now = time.GetUtcNow();
        var row = new CredentialRow
        {
            Id = Guid.CreateVersion7(now),
            Hash = BearerToken.Hash(token),
            User = user,
            Purpose = purpose,
            CreatedBy = createdBy,
            CreatedAt = now,
            Expires = now + validFor,
        };
        database.Credentials.Add(row);
        return new IssuedToken(row.Id, token, row.Expires);
    }

    private static IQueryable<CredentialRow> InForce(SallyportDbContext database) =>
        from credential in database.Credentials.AsNoTracking()
        join user in database.Users on credential.User equals user.Name
        where !user.Disabled && credential.CreatedAt >= user.NotBefore
        select credential;
}

/// <summary>A token that was just made, with the only copy of its text.</summary>
internal sealed record IssuedToken(Guid Id, string Token, DateTimeOffset? Expires)
{
    /// <summary>Never prints the token.</summary>
    public override string ToString() => $"{nameof(IssuedToken)} {{ {Id} }}";
}
