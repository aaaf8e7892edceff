using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity;

/// <summary>The way in on a new installation: a token, printed once, that makes the first Organization Admin.</summary>
internal sealed class SetupToken(
    IDbContextFactory<SallyportDbContext> store, PolicyStore policy, CredentialStore credentials, TimeProvider time)
{
    private const string Prefix = "sps_";
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>A new setup token in place of any earlier one, or null when there is someone already.</summary>
    public async Task<string?> IssueAsync(CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        if (await database.Users.AnyAsync(cancellationToken))
        {
            return null;
        }

        var token = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var hash = Hash(token);
        DateTimeOffset? expires = time.GetUtcNow() + Life;
        await database.Organization.ExecuteUpdateAsync(
            set => set.SetProperty(o => o.SetupTokenHash, hash).SetProperty(o => o.SetupTokenExpires, expires),
            cancellationToken);
        return token;
    }

    /// <summary>Uses the setup token up: the first Organization Admin and a token for them.</summary>
    /// <returns>Null when the token is not the one in force.</returns>
    public Task<IssuedToken?> UseAsync(string token, string name, CancellationToken cancellationToken) =>
        UseAsync(token, name, database => credentials.Add(database, name, "setup", "setup", TimeSpan.FromDays(30)), cancellationToken);

    /// <summary>Uses the setup token up: the first Organization Admin, with what <paramref name="complete"/> adds.</summary>
    /// <returns>The default when the token is not the one in force.</returns>
    public async Task<T?> UseAsync<T>(string token, string name, Func<SallyportDbContext, T> complete, CancellationToken cancellationToken)
    {
        // Looked at before the change that uses it up, so that guesses cost the store no writes.
        await using (var database = await store.CreateDbContextAsync(cancellationToken))
        {
            if (!IsInForce(await database.Organization.AsNoTracking().SingleAsync(cancellationToken), token))
            {
                return default;
            }
        }

        return await policy.ChangeAsync(database => UseAsync(database, token, name, complete, cancellationToken), cancellationToken);
    }

    private async Task<T?> UseAsync<T>(
        SallyportDbContext database, string token, string name, Func<SallyportDbContext, T> complete, CancellationToken cancellationToken)
    {
        var organization = await database.Organization.SingleAsync(cancellationToken);
        if (!IsInForce(organization, token) || await database.Users.AnyAsync(cancellationToken))
        {
            return default;
        }

        var now = time.GetUtcNow();
        organization.SetupTokenHash = null;
        organization.SetupTokenExpires = null;
        database.Users.Add(new UserRow { Name = name, CreatedAt = now });
        database.Assignments.Add(new AssignmentRow
        {
            Id = Guid.NewGuid(),
            Role = "organization-admin",
            SubjectKind = SubjectKind.User,
            SubjectName = name,
            Scope = PolicyJson.Write(Scope.Organization),
            CreatedBy = "setup",
            CreatedAt = now,
        });
        return complete(database);
    }

    private bool IsInForce(OrganizationRow organization, string token) =>
        organization.SetupTokenHash is { } hash && organization.SetupTokenExpires > time.GetUtcNow()
        && CryptographicOperations.FixedTimeEquals(hash, Hash(token));

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
