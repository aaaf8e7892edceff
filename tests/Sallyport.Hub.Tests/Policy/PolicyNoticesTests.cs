using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Policy;

/// <summary>Two replicas on one PostgreSQL, where the second one never looks by itself: what it learns, it was told.</summary>
public sealed class PolicyNoticesTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ChangeAndRevocation_InOneReplica_AreToldToTheOther()
    {
        using var store = await server.StoreAsync();
        using var one = await PolicyParts.SeededAsync(store, TimeProvider.System);
        using var other = new PolicyParts(store, TimeProvider.System);
        using var notices = await ListeningAsync(store, other);
        var issued = await one.Credentials.IssueAsync("developer", "", "admin", TimeSpan.FromHours(1), Cancel);
        (await other.Directory.FindAsync(issued.Token, Cancel)).Should().NotBeNull();

        await one.AddAsync(PolicyParts.Assignment("project-read-only", "developer", Scope.Organization));
        await Eventually.TrueAsync(() => other.Source.Current.Document.Version == one.Source.Current.Document.Version);
        await one.Policy.RevokeAsync(database => database.Credentials.Where(c => c.Id == issued.Id).ExecuteDeleteAsync(Cancel), Cancel);

        await Eventually.TrueAsync(async () => await other.Directory.FindAsync(issued.Token, Cancel) is null);
        await notices.StopAsync(Cancel);
    }

    [Fact]
    public async Task Listening_CutOff_BeginsAnewAndMissesNothing()
    {
        using var store = await server.StoreAsync();
        using var one = await PolicyParts.SeededAsync(store, TimeProvider.System);
        using var other = new PolicyParts(store, TimeProvider.System);
        using var notices = await ListeningAsync(store, other);
        var before = await ListenersAsync(store);

        await using (var database = store.Contexts.CreateDbContext())
        {
            await database.Database.ExecuteSqlAsync($"SELECT pg_terminate_backend({before.Single()})", Cancel);
        }

        await one.AddAsync(PolicyParts.Assignment("project-read-only", "developer", Scope.Organization));
        await Eventually.TrueAsync(() => other.Source.Current.Document.Version == one.Source.Current.Document.Version);
        await Eventually.TrueAsync(async () => (await ListenersAsync(store)).Except(before).Any());
        await one.AddAsync(PolicyParts.Assignment("namespace-read-only", "developer", Scope.Organization));

        await Eventually.TrueAsync(() => other.Source.Current.Document.Version == one.Source.Current.Document.Version);
        await notices.StopAsync(Cancel);
    }

    [Fact]
    public async Task Change_ThatIsUndone_IsNotTold()
    {
        using var store = await server.StoreAsync();
        using var one = await PolicyParts.SeededAsync(store, TimeProvider.System);
        using var other = new PolicyParts(store, TimeProvider.System);
        using var notices = await ListeningAsync(store, other);
        var version = other.Source.Current.Document.Version;

        var unsound = () => one.Policy.ChangeAsync(database => database.Assignments.ExecuteDeleteAsync(Cancel), Cancel);
        await unsound.Should().ThrowAsync<PolicyProblemException>();
        await one.AddAsync(PolicyParts.Assignment("project-read-only", "developer", Scope.Organization));

        await Eventually.TrueAsync(() => other.Source.Current.Document.Version > version);
        other.Source.Current.Document.Assignments.Should().HaveCount(4);
        await notices.StopAsync(Cancel);
    }

    private static async Task<PolicyNotices> ListeningAsync(TestStore store, PolicyParts replica)
    {
        var notices = new PolicyNotices(store.Options, replica.Source, TimeProvider.System, NullLogger<PolicyNotices>.Instance);
        await notices.StartAsync(Cancel);
        await Eventually.TrueAsync(async () => replica.Source.IsFresh && (await ListenersAsync(store)).Count == 1);
        return notices;
    }

    /// <summary>The processes of this test's database that somebody listens on.</summary>
    private static async Task<List<int>> ListenersAsync(TestStore store)
    {
        await using var database = store.Contexts.CreateDbContext();
        return await database.Database.SqlQuery<int>(
            $"""SELECT pid AS "Value" FROM pg_stat_activity WHERE application_name = {PolicyNotices.ApplicationName} AND datname = current_database()""").ToListAsync(Cancel);
    }
}
