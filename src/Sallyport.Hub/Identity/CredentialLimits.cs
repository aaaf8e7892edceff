using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Identity.Workloads;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity;

/// <summary>How long credentials may live: the organization says, and of somebody it can be said more strictly.</summary>
internal sealed class CredentialLimits(IDbContextFactory<SallyportDbContext> store)
{
    public async Task<CredentialLimit> OfAsync(string user, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        var organization = await database.Organization.AsNoTracking().SingleAsync(cancellationToken);
        var own = await database.Users.Where(u => u.Name == user).Select(u => u.LongestToken).SingleOrDefaultAsync(cancellationToken);
        return new CredentialLimit(
            TimeSpan.FromSeconds(Math.Min(organization.LongestToken, own ?? organization.LongestToken)), organization.KubeconfigDownload);
    }

    /// <summary>Shortens the tokens that live longer than they may now, as a part of the change that says so.</summary>
    public static async Task ApplyAsync(SallyportDbContext database, CancellationToken cancellationToken)
    {
        var organization = await database.Organization.SingleAsync(cancellationToken);
        var sessions = await database.Credentials.Where(c => c.Use == CredentialUse.Console || c.Use == CredentialUse.Refresh).ToListAsync(cancellationToken);
        foreach (var session in sessions)
        {
            var ends = session.CreatedAt.AddSeconds(organization.LongestSession);
            session.Expires = session.Expires < ends ? session.Expires : ends;
        }

        var own = await database.Users.ToDictionaryAsync(u => u.Name, u => u.LongestToken, cancellationToken);
        foreach (var token in await database.Credentials.Where(c => (c.Use == CredentialUse.Token || c.Use == CredentialUse.Gateway) && c.Parent == null).ToListAsync(cancellationToken))
        {
            var longest = Math.Min(organization.LongestToken, own[token.User] ?? organization.LongestToken);
            var ends = token.CreatedAt.AddSeconds(longest);
            // What an issuer stands behind lives for an hour at most, and is not made by hand.
            if (token.CreatedBy.StartsWith(WorkloadExchange.MarkOf(""), StringComparison.Ordinal) || token.Expires <= ends)
            {
                continue;
            }

            if (longest == 0)
            {
                database.Credentials.Remove(token);
            }
            else
            {
                token.Expires = ends;
            }
        }
    }
}

/// <summary>What somebody's tokens may be.</summary>
/// <param name="LongestToken">How long one made by hand may live; zero forbids them.</param>
/// <param name="KubeconfigDownload">Whether kubeconfigs with a token in them may be had.</param>
internal sealed record CredentialLimit(TimeSpan LongestToken, bool KubeconfigDownload);
