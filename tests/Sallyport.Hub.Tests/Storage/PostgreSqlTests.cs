using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Sallyport.Access.Policy;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Audit;
using Sallyport.Hub.Tests.Policy;

namespace Sallyport.Hub.Tests.Storage;

/// <summary>What SQLite's tests show, on PostgreSQL and between two replicas.</summary>
public sealed class PostgreSqlTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrate_TwoReplicasAtOnce_MakeOneOrganization()
    {
        using var store = await server.StoreAsync();

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => new StoreMigration(store.Options, store.Contexts).ApplyAsync(Cancel)));

        await using var database = store.Contexts.CreateDbContext();
        (await database.Organization.CountAsync(Cancel)).Should().Be(1);
    }

    [Fact]
    public async Task Changes_OfTwoReplicasAtOnce_AreAllKeptAndSeen()
    {
        using var store = await server.StoreAsync();
        using var one = await PolicyParts.SeededAsync(store, TimeProvider.System);
        using var other = new PolicyParts(store, TimeProvider.System);
        await other.Source.ReloadAsync(Cancel);

        await Parallel.ForAsync(0, 20, Cancel, async (i, _) =>
            await (i % 2 == 0 ? one : other).AddAsync(PolicyParts.Assignment("project-read-only", "developer", Scope.Organization, DateTimeOffset.UtcNow.AddHours(i + 1))));
        await one.Source.ConfirmAsync(Cancel);
        await other.Source.ConfirmAsync(Cancel);

        one.Source.Current.Document.Assignments.Should().HaveCount(3 + 20);
        other.Source.Current.Document.Version.Should().Be(one.Source.Current.Document.Version);
    }

    [Fact]
    public async Task Change_ThatIsNotSound_IsUndone()
    {
        using var store = await server.StoreAsync();
        using var parts = await PolicyParts.SeededAsync(store, TimeProvider.System);

        var remove = () => parts.Policy.ChangeAsync(
            database => database.Assignments.Where(a => a.SubjectName == "admin").ExecuteDeleteAsync(Cancel), Cancel);

        await remove.Should().ThrowAsync<Sallyport.Hub.Policy.PolicyProblemException>();
        await using var after = store.Contexts.CreateDbContext();
        (await after.Assignments.CountAsync(Cancel)).Should().Be(3);
    }

    [Fact]
    public async Task Revocation_InOneReplica_HoldsInTheOther()
    {
        using var store = await server.StoreAsync();
        using var one = await PolicyParts.SeededAsync(store, TimeProvider.System);
        using var other = new PolicyParts(store, TimeProvider.System);
        await other.Source.ReloadAsync(Cancel);
        var issued = await one.Credentials.IssueAsync("developer", "", "admin", TimeSpan.FromHours(1), Cancel);
        (await other.Directory.FindAsync(issued.Token, Cancel)).Should().NotBeNull();

        await one.Policy.RevokeAsync(database => database.Credentials.Where(c => c.Id == issued.Id).ExecuteDeleteAsync(Cancel), Cancel);
        await other.Source.ConfirmAsync(Cancel);

        (await other.Directory.FindAsync(issued.Token, Cancel)).Should().BeNull();
    }

    [Fact]
    public async Task Feed_TwiceAndHostile_KeepsEachEventOnce()
    {
        using var store = await server.StoreAsync();
        var audit = new AuditStore(store.Contexts);
        var id = Guid.NewGuid();
        var decision = AuditEvent.Parse(AuditLine.Write(AuditSample.Decision(id, "nul\0\u2028\ud800", "/\0?token=x")));
        var end = AuditEvent.Parse(AuditLine.Write(AuditSample.End(id)));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => audit.AddAsync([decision, end], Cancel)));

        var found = await new AuditReader(store.Contexts, TimeProvider.System).ReadAsync(new AuditQuery(), 10, Cancel);
        found.Select(e => (e.EventId, e.Kind)).Should().Equal((id, AuditEventKind.Decision), (id, AuditEventKind.End));
        found[0].Time.Should().Be(AuditSample.Decision(id).Time);
    }

    [Fact]
    public async Task Setup_OnANewDatabase_MakesTheFirstAdmin()
    {
        using var store = await server.StoreAsync();
        using var parts = new PolicyParts(store, TimeProvider.System);
        await parts.Source.ReloadAsync(Cancel);

        var issued = await parts.Setup.UseAsync((await parts.Setup.IssueAsync(Cancel))!, "root", Cancel);

        BearerToken.IsWellFormed(issued!.Token).Should().BeTrue();
        parts.Source.Current.IsOrganizationAdmin("root", DateTimeOffset.UtcNow).Should().BeTrue();
    }
}
