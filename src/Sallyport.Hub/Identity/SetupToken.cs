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
        policy.ChangeAsync(database => UseAsync(database, token, name, cancellationToken), cancellationToken);

    private async Task<IssuedToken?> UseAsync(
        SallyportDbContext database, string token, string name, CancellationToken cancellationToken)
    {
        var organization = await database.Organization.SingleAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (organization.SetupTokenHash is null || organization.SetupTokenExpires <= now
            || !CryptographicOperations.FixedTimeEquals(organization.SetupTokenHash, Hash(token))
            || await database.Users.AnyAsync(cancellationToken))
        {
            return null;
        }

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
        return credentials.Add(database, name, "setup", "setup", TimeSpan.FromDays(30));
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
