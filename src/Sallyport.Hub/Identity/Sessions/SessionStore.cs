using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Sessions;

/// <summary>
/// The sessions of people: a cookie in the browser, or a pair of tokens at the command line. A session is a credential, and
/// all that is made from it is in force for as long as it is.
/// </summary>
internal sealed class SessionStore(IDbContextFactory<SallyportDbContext> store, PolicyStore policy, TimeProvider time)
{
    /// <summary>How long a token that was made from a session lives.</summary>
    public static readonly TimeSpan ShortLife = TimeSpan.FromMinutes(10);

    /// <summary>Begins a session in the browser; the token is its cookie.</summary>
    public Task<IssuedToken> BeginConsoleAsync(SessionStart start, CancellationToken cancellationToken) =>
        InTransactionAsync(async database => (await BeginAsync(database, CredentialUse.Console, start, cancellationToken)).Issued, cancellationToken);

    /// <summary>Begins a session at the command line.</summary>
    public Task<SessionTokens> BeginCommandLineAsync(SessionStart start, CancellationToken cancellationToken) =>
        InTransactionAsync(
            async database =>
            {
                var (row, refresh) = await BeginAsync(database, CredentialUse.Refresh, start, cancellationToken);
                return new SessionTokens(start.User, Short(database, row, CredentialUse.Api, ShortLife), refresh);
            },
            cancellationToken);

    /// <summary>Exchanges a refresh token, which is good for this once, for a new pair.</summary>
    /// <remarks>RFC 9700, section 4.14.2: one that comes a second time ends the whole session.</remarks>
    public async Task<(RefreshOutcome Outcome, SessionTokens? Tokens)> RefreshAsync(string token, CancellationToken cancellationToken)
    {
        if (!BearerToken.IsWellFormed(token))
        {
            return (RefreshOutcome.Refused, null);
        }

        var hash = BearerToken.Hash(token);
        if (await InTransactionAsync(database => RotateAsync(database, hash, cancellationToken), cancellationToken) is { } tokens)
        {
            return (RefreshOutcome.Renewed, tokens);
        }

        await using var database = await store.CreateDbContextAsync(cancellationToken);
        return await database.Credentials.AsNoTracking().SingleOrDefaultAsync(c => c.PreviousHash == hash, cancellationToken) is { } row
            && await EndAsync(row.Id, cancellationToken)
            ? (RefreshOutcome.Stolen, null)
            : (RefreshOutcome.Refused, null);
    }

    /// <summary>Makes a token of minutes that ends with the session or token that <paramref name="credential"/> stands on.</summary>
    /// <returns>Null when that has lost its force meanwhile.</returns>
    public Task<IssuedToken?> MakeShortAsync(Credential credential, CredentialUse use, TimeSpan life, CancellationToken cancellationToken) =>
        InTransactionAsync(
            async database => await database.Credentials.SingleOrDefaultAsync(c => c.Id == credential.Root, cancellationToken) is { } root
                ? Short(database, root, use, life)
                : null,
            cancellationToken);

    /// <summary>Ends a session, with all that was made from it and all that runs on it.</summary>
    /// <returns>False when it had ended already.</returns>
    public Task<bool> EndAsync(Guid session, CancellationToken cancellationToken) => policy.RevokeAsync(
        async database => await database.Credentials.Where(c => c.Id == session).ExecuteDeleteAsync(cancellationToken) > 0, cancellationToken);

    /// <summary>Ends the command line's session that a token of it belongs to.</summary>
    /// <returns>Whose it was; null when the token is of no session in force.</returns>
    public async Task<string?> EndByTokenAsync(string token, CancellationToken cancellationToken)
    {
        if (!BearerToken.IsWellFormed(token))
        {
            return null;
        }

        var hash = BearerToken.Hash(token);
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        var found = await database.Credentials.AsNoTracking()
            .SingleOrDefaultAsync(c => c.Hash == hash && (c.Use == CredentialUse.Refresh || c.Use == CredentialUse.Api), cancellationToken);
        return found is not null && await EndAsync(found.Parent ?? found.Id, cancellationToken) ? found.User : null;
    }

    /// <summary>Ends somebody's sessions but one.</summary>
    public Task<bool> EndOthersAsync(string user, Guid but, CancellationToken cancellationToken) =>
        policy.RevokeAsync(
            async database =>
            {
                await database.SignInRequests.Where(r => r.User == user).ExecuteDeleteAsync(cancellationToken);
                return await database.Credentials
                    .Where(c => c.User == user && c.Id != but && c.Parent == null
                        && (c.Use == CredentialUse.Console || c.Use == CredentialUse.Refresh || c.Use == CredentialUse.Invitation))
                    .ExecuteDeleteAsync(cancellationToken) > 0;
            },
            cancellationToken);

    private async Task<SessionTokens?> RotateAsync(SallyportDbContext database, byte[] hash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var next = BearerToken.Make();
        var nextHash = BearerToken.Hash(next);
        // One statement: of two who come at once with the same token, one gets the next.
        if (await database.Credentials
            .Where(c => c.Hash == hash && c.Use == CredentialUse.Refresh && c.Expires > now
                && database.Users.Any(u => u.Name == c.User && !u.Disabled && c.CreatedAt >= u.NotBefore))
            .ExecuteUpdateAsync(
                set => set.SetProperty(c => c.Hash, nextHash).SetProperty(c => c.PreviousHash, hash).SetProperty(c => c.Rotated, now),
                cancellationToken) == 0)
        {
            return null;
        }

        var row = await database.Credentials.SingleAsync(c => c.Hash == nextHash, cancellationToken);
        await database.Credentials.Where(c => c.Parent == row.Id && c.Expires <= now).ExecuteDeleteAsync(cancellationToken);
        return new SessionTokens(row.User, Short(database, row, CredentialUse.Api, ShortLife), new IssuedToken(row.Id, next, row.Expires));
    }

    private async Task<(CredentialRow Row, IssuedToken Issued)> BeginAsync(
        SallyportDbContext database, CredentialUse use, SessionStart start, CancellationToken cancellationToken)
    {
        var longest = await database.Organization.Select(o => o.LongestSession).SingleAsync(cancellationToken);
        return Add(database, start.User, use, TimeSpan.FromSeconds(longest), row =>
        {
            (row.SignedInBy, row.Client) = (start.SignedInBy, start.Client);
            row.Purpose = "session";
        });
    }

    private IssuedToken Short(SallyportDbContext database, CredentialRow root, CredentialUse use, TimeSpan life)
    {
        var left = root.Expires - time.GetUtcNow() ?? life;
        return Add(database, root.User, use, left < life ? left : life, row => row.Parent = root.Id).Issued;
    }

    private (CredentialRow Row, IssuedToken Issued) Add(
        SallyportDbContext database, string user, CredentialUse use, TimeSpan life, Action<CredentialRow> complete)
    {
        var token = BearerToken.Make();
        var now = time.GetUtcNow();
        var row = new CredentialRow
        {
            Id = Guid.CreateVersion7(now),
            Hash = BearerToken.Hash(token),
            Use = use,
            User = user,
            CreatedBy = user,
            CreatedAt = now,
            Expires = now + life,
        };
        complete(row);
        database.Credentials.Add(row);
        return (row, new IssuedToken(row.Id, token, row.Expires));
    }

    private async Task<T> InTransactionAsync<T>(Func<SallyportDbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var result = await work(database);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }
}
