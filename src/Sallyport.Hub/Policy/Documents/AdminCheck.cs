using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>Whether somebody is left who administers the organization and has a way to sign in: files name whom they like.</summary>
internal static class AdminCheck
{
    public static async Task<bool> CanSignInAsync(SallyportDbContext database, PolicyDocument policy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var snapshot = AccessSnapshot.Compile(policy);
        var admins = policy.Users.Select(user => user.Name)
            .Where(user => snapshot.IsOrganizationAdmin(user, now) && snapshot.IsOrganizationAdmin(user, DateTimeOffset.MaxValue)).ToList();
        return await database.LocalAccounts.AnyAsync(account => admins.Contains(account.Id), cancellationToken)
            || await database.ExternalIdentities.AnyAsync(identity => admins.Contains(identity.User), cancellationToken)
            || await database.Credentials.AnyAsync(
                credential => admins.Contains(credential.User) && (credential.Expires == null || credential.Expires > now)
                    && (credential.Use == CredentialUse.Token || credential.Use == CredentialUse.Refresh || credential.Use == CredentialUse.Invitation),
                cancellationToken);
    }
}
