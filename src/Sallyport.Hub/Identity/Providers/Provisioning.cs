using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Providers;

/// <summary>
/// Makes somebody who comes from a provider a user here, without any right, and keeps their groups as the provider says.
/// They are known by issuer and subject: a name can be given to another person, and two providers can have the same.
/// </summary>
internal sealed class Provisioning(IDbContextFactory<SallyportDbContext> store, PolicyStore policy, TimeProvider time)
{
    /// <summary>Finds or makes the user.</summary>
    public async Task<ProvisioningAnswer> SignInAsync(ProviderRow provider, ProviderClaims claims, CancellationToken cancellationToken)
    {
        await using (var database = await store.CreateDbContextAsync(cancellationToken))
        {
            // Mostly nothing has changed since the last time, and then neither does the policy.
            if (await FindAsync(database, provider, claims, cancellationToken) is { } known && GroupsOf(known, provider).SequenceEqual(claims.Groups))
            {
                await database.ExternalIdentities.Where(i => i.Issuer == provider.Issuer && i.Subject == claims.Subject)
                    .ExecuteUpdateAsync(set => set.SetProperty(i => i.LastSignIn, time.GetUtcNow()), cancellationToken);
                return Answer(known, $"{known.Name} signed in by {provider.Name}.");
            }
        }

        return await policy.ChangeAsync(database => ChangeAsync(database, provider, claims, cancellationToken), cancellationToken);
    }

    private async Task<ProvisioningAnswer> ChangeAsync(
        SallyportDbContext database, ProviderRow provider, ProviderClaims claims, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var user = await FindAsync(database, provider, claims, cancellationToken);
        var isNew = user is null;
        if (user is null)
        {
            if (claims.Name is not { } name)
            {
                return new ProvisioningAnswer(null, $"{provider.Name} gave no name by {provider.NameClaim} that a user may have: {UserName.Rule}.");
            }

            if (await database.Users.AnyAsync(u => u.Name == name, cancellationToken))
            {
                return new ProvisioningAnswer(null, $"The name {name} belongs to somebody else here, who does not sign in by {provider.Name}. Ask an Organization Admin.");
            }

            user = new UserRow { Name = name, CreatedAt = now };
            database.Users.Add(user);
            database.ExternalIdentities.Add(new ExternalIdentityRow
            {
                Issuer = provider.Issuer,
                Subject = claims.Subject,
                User = name,
                CreatedAt = now,
                LastSignIn = now,
            });
        }

        user.Memberships.RemoveAll(membership => membership.Source == provider.Name && !claims.Groups.Contains(membership.Group));
        user.Memberships.AddRange(claims.Groups.Except(GroupsOf(user, provider)).Select(
            group => new MembershipRow { User = user.Name, Group = group, Source = provider.Name }));
        var groups = claims.Groups.Count == 0 ? "no group" : "groups " + string.Join(", ", claims.Groups);
        return Answer(user, $"{user.Name} signed in by {provider.Name}{(isNew ? " for the first time" : "")}, in {groups}.");
    }

    private static ProvisioningAnswer Answer(UserRow user, string sentence) => user.Disabled
        ? new ProvisioningAnswer(null, "Your account is disabled. Ask an Organization Admin.")
        : new ProvisioningAnswer(user.Name, sentence);

    private static IEnumerable<string> GroupsOf(UserRow user, ProviderRow provider) =>
        user.Memberships.Where(membership => membership.Source == provider.Name).Select(membership => membership.Group).Order(StringComparer.Ordinal);

    private static async Task<UserRow?> FindAsync(
        SallyportDbContext database, ProviderRow provider, ProviderClaims claims, CancellationToken cancellationToken) =>
        await database.Users.Include(u => u.Memberships).SingleOrDefaultAsync(
            u => database.ExternalIdentities.Any(i => i.Issuer == provider.Issuer && i.Subject == claims.Subject && i.User == u.Name), cancellationToken);
}

/// <summary>What came of somebody's sign-in by a provider.</summary>
/// <param name="User">Who they are here; null when they are refused.</param>
/// <param name="Sentence">What happened, or why they are refused.</param>
internal sealed record ProvisioningAnswer(string? User, string Sentence);
