using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity;

/// <summary>The tokens that the store keeps, as hashes.</summary>
internal sealed class CredentialStore(IDbContextFactory<SallyportDbContext> store, TimeProvider time)
{
    public async Task<Credential?> FindAsync(byte[] hash, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        var found = await InForce(database).SingleOrDefaultAsync(pair => pair.Credential.Hash == hash, cancellationToken);
        return found is null ? null : Read(found);
    }

    /// <summary>Finds a session in the browser, with the hash of its cookie.</summary>
    public async Task<(TokenHash Cookie, Credential Session)?> FindSessionAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        var found = await InForce(database).SingleOrDefaultAsync(
            pair => pair.Credential.Id == id && pair.Credential.Use == CredentialUse.Console, cancellationToken);
        return found is null ? null : (TokenHash.From(found.Credential.Hash), Read(found));
    }

    /// <summary>All that was not revoked and whose user may sign in, by what it stands on, with its end.</summary>
    public async Task<IReadOnlyDictionary<Guid, DateTimeOffset?>> InForceAsync(CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        return await InForce(database).Where(pair => pair.Parent == null)
            .Select(pair => new { pair.Credential.Id, pair.Credential.Expires })
            .ToDictionaryAsync(root => root.Id, root => root.Expires, cancellationToken);
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

    /// <summary>
    /// Issues a token for a downloaded kubeconfig: for the gateway alone, behind it whoever stands behind the one that asks, and gone
    /// with what was asked with.
    /// </summary>
    /// <returns>Null when what was asked with has ended meanwhile.</returns>
    public async Task<IssuedToken?> IssueKubeconfigAsync(Credential asker, TimeSpan validFor, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        var issued = Add(database, asker.User, "kubeconfig", asker.User, validFor);
        var row = database.Credentials.Local.Single(credential => credential.Id == issued.Id);
        (row.Use, row.SignedInBy, row.MadeFrom) = (CredentialUse.Gateway, asker.SignedInBy, asker.Root);
        row.Expires = row.Expires < asker.Ends ? row.Expires : asker.Ends ?? row.Expires;
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (!database.Credentials.Any(credential => credential.Id == asker.Root))
        {
            return null;
        }

        return issued with { Expires = row.Expires };
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

    private static IQueryable<StoredCredential> InForce(SallyportDbContext database) =>
        from credential in database.Credentials.AsNoTracking()
        join user in database.Users on credential.User equals user.Name
        join parent in database.Credentials on credential.Parent equals parent.Id into parents
        from parent in parents.DefaultIfEmpty()
        where !user.Disabled && credential.CreatedAt >= user.NotBefore && (parent == null || parent.CreatedAt >= user.NotBefore)
        select new StoredCredential { Credential = credential, Parent = parent };

    private static Credential Read(StoredCredential found) => new(found.Credential.Id, found.Credential.User, found.Credential.Expires)
    {
        Use = found.Credential.Use,
        Parent = found.Parent?.Id,
        ParentExpires = found.Parent?.Expires,
        SignedInBy = (found.Parent ?? found.Credential).SignedInBy,
    };

    private sealed class StoredCredential
    {
        public required CredentialRow Credential { get; init; }

        public required CredentialRow? Parent { get; init; }
    }
}

/// <summary>A token that was just made, with the only copy of its text.</summary>
internal sealed record IssuedToken(Guid Id, string Token, DateTimeOffset? Expires)
{
    /// <summary>Never prints the token.</summary>
    public override string ToString() => $"{nameof(IssuedToken)} {{ {Id} }}";
}
