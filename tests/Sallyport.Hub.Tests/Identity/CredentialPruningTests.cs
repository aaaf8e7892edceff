using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Policy;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Identity;

public sealed class CredentialPruningTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prune_TakesWhatExpiredAndLeavesTheSessionItCameFrom()
    {
        var time = new ManualTime();
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, time);
        var pruning = new CredentialPruning(store.Contexts, time, NullLogger<CredentialPruning>.Instance);
        await new SessionStore(store.Contexts, parts.Policy, time).BeginCommandLineAsync(new SessionStart("developer", "local", "test"), Cancel);
        await parts.Credentials.IssueAsync("developer", "for ever", "admin", null, Cancel);

        time.Advance(TimeSpan.FromMinutes(10));
        await pruning.PruneAsync(Cancel);
        (await UsesAsync(store)).Should().BeEquivalentTo([CredentialUse.Refresh, CredentialUse.Token]);

        time.Advance(TimeSpan.FromHours(36));
        await pruning.PruneAsync(Cancel);
        (await UsesAsync(store)).Should().Equal(CredentialUse.Token);
    }

    private static async Task<List<CredentialUse>> UsesAsync(TestStore store)
    {
        await using var database = store.Contexts.CreateDbContext();
        return await database.Credentials.Select(c => c.Use).ToListAsync(Cancel);
    }
}
