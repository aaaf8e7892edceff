using System.Data;
using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy;

/// <summary>Reads the policy from the store, whole and at one point in time.</summary>
internal sealed class PolicyReader(IDbContextFactory<SallyportDbContext> store)
{
    public async Task<StoreVersions> ReadVersionsAsync(CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        return await VersionsAsync(database, cancellationToken);
    }

    public async Task<StoredPolicy> ReadAsync(CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        await using var moment = await database.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        return await ReadAsync(database, cancellationToken);
    }

    /// <summary>Reads what a transaction that is under way sees.</summary>
    public static async Task<StoredPolicy> ReadAsync(SallyportDbContext database, CancellationToken cancellationToken)
    {
        var versions = await VersionsAsync(database, cancellationToken);
        var rows = new RowReader();
        var projects = rows.Projects(await database.Projects.AsNoTracking().OrderBy(p => p.Name).ToListAsync(cancellationToken));
        var document = new PolicyDocument
        {
            Version = versions.Policy,
            AskText = await database.Organization.Select(o => o.AskText).SingleAsync(cancellationToken),
            Users = [.. (await database.Users.AsNoTracking().Include(u => u.Memberships).OrderBy(u => u.Name).ToListAsync(cancellationToken))
                .Select(u => new PolicyUser(u.Name, [.. u.Memberships.Select(m => m.Group).Distinct().Order(StringComparer.Ordinal)], u.Disabled))],
            Projects = projects,
            Roles = rows.Roles(await database.Roles.AsNoTracking().OrderBy(r => r.Name).ToListAsync(cancellationToken)),
            Assignments = rows.Assignments(await database.Assignments.AsNoTracking().OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).ToListAsync(cancellationToken)),
            Settings = rows.Settings(await database.Settings.AsNoTracking().OrderBy(s => s.SetAt).ThenBy(s => s.Id).ToListAsync(cancellationToken)),
            Delegations = rows.Delegations(await database.Delegations.AsNoTracking().OrderBy(d => d.MadeAt).ThenBy(d => d.Id).ToListAsync(cancellationToken)),
            Guardrails = rows.Guardrails(await database.Guardrails.AsNoTracking().OrderBy(g => g.Name).ToListAsync(cancellationToken)),
        };
        return new StoredPolicy(versions, document, rows.Problems);
    }

    /// <summary>The counters that a transaction under way sees.</summary>
    public static Task<StoreVersions> VersionsAsync(SallyportDbContext database, CancellationToken cancellationToken) =>
        database.Organization.AsNoTracking()
            .Select(o => new StoreVersions(o.Epoch, o.PolicyVersion, o.CredentialVersion))
            .SingleAsync(cancellationToken);
}
