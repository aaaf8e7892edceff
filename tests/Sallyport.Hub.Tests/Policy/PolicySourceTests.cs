using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Policy;

public sealed class PolicySourceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_Returned_IsInForce()
    {
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, new ManualTime());
        AccessSnapshot? told = null;
        parts.Source.Changed += snapshot => told = snapshot;

        await parts.AddAsync(PolicyParts.Assignment("organization-admin", "developer", Scope.Organization));

        parts.Source.Current.IsOrganizationAdmin("developer", DateTimeOffset.UtcNow).Should().BeTrue();
        told.Should().BeSameAs(parts.Source.Current);
    }

    [Fact]
    public async Task Confirm_AnotherReplicaChanged_TakesItOver()
    {
        using var store = await TestStore.SqliteAsync();
        using var one = await PolicyParts.SeededAsync(store, new ManualTime());
        using var other = new PolicyParts(store, new ManualTime());
        await other.Source.ReloadAsync(Cancel);

        await one.AddAsync(PolicyParts.Assignment("organization-admin", "developer", Scope.Organization));
        await other.Source.ConfirmAsync(Cancel);

        other.Source.Current.IsOrganizationAdmin("developer", DateTimeOffset.UtcNow).Should().BeTrue();
    }

    [Fact]
    [CatalogueRow(245)]
    public async Task Expiry_OfAnAssignment_PutsANewSnapshotInForceAtThatMoment()
    {
        var time = new ManualTime();
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, time);
        await parts.AddAsync(PolicyParts.Assignment("organization-admin", "developer", Scope.Organization, time.GetUtcNow().AddHours(30)));
        var before = parts.Source.Current;
        var told = 0;
        parts.Source.Changed += _ => told++;

        time.Advance(TimeSpan.FromHours(30) - TimeSpan.FromMilliseconds(1));
        told.Should().Be(0);
        time.Advance(TimeSpan.FromMilliseconds(1));

        told.Should().Be(1);
        parts.Source.Current.Should().NotBeSameAs(before);
        parts.Source.Current.IsOrganizationAdmin("developer", time.GetUtcNow()).Should().BeFalse();
    }

    [Fact]
    public async Task Change_OneFollowerFails_TheOthersAreToldAndItIsInForce()
    {
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, new ManualTime());
        var told = false;
        parts.Source.Changed += _ => throw new InvalidOperationException("a fault");
        parts.Source.Changed += _ => told = true;

        await parts.AddAsync(PolicyParts.Assignment("organization-admin", "developer", Scope.Organization));

        told.Should().BeTrue();
        parts.Source.Current.IsOrganizationAdmin("developer", DateTimeOffset.UtcNow).Should().BeTrue();
        parts.Source.IsFresh.Should().BeTrue();
    }

    [Fact]
    [CatalogueRow(244)]
    public async Task IsFresh_StoreSilentForTenSeconds_IsFalseUntilItAnswers()
    {
        var time = new ManualTime();
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, time);
        parts.Source.IsFresh.Should().BeTrue();

        await BreakAsync(store, "ALTER TABLE organization RENAME TO away");
        time.Advance(TimeSpan.FromSeconds(9));
        await parts.Source.ConfirmAsync(Cancel);
        parts.Source.IsFresh.Should().BeTrue();
        time.Advance(TimeSpan.FromSeconds(1));
        await parts.Source.ConfirmAsync(Cancel);
        parts.Source.IsFresh.Should().BeFalse();

        await BreakAsync(store, "ALTER TABLE away RENAME TO organization");
        await parts.Source.ConfirmAsync(Cancel);
        parts.Source.IsFresh.Should().BeTrue();
    }

    [Fact]
    public async Task IsFresh_BeforeTheFirstLoad_IsFalse()
    {
        using var store = await TestStore.SqliteAsync();
        using var parts = new PolicyParts(store, new ManualTime());

        parts.Source.IsFresh.Should().BeFalse();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"kind":"planet"}""")]
    [InlineData("""{"kind":"namespace","namespaces":["a"],"except":["b"]}""")]
    [InlineData("""{"kind":"project","project":"gone"}""")]
    [CatalogueRow(244)]
    public async Task Load_SettingThatCannotBeRead_ClosesItsCapabilityEverywhere(string place)
    {
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, new ManualTime());
        await parts.AddAsync(PolicyParts.Setting(opens: true));

        await BreakAsync(store, $"UPDATE settings SET \"Place\" = '{place}'; UPDATE organization SET \"PolicyVersion\" = \"PolicyVersion\" + 1");
        await parts.Source.ConfirmAsync(Cancel);

        parts.Source.Current.Document.Settings.Should().ContainSingle().Which.Should().Match<AccessSetting>(setting =>
            setting.Level == SettingLevel.Closed && setting.Locked && setting.Place.Kind == ScopeKind.Organization && setting.Subject.Kind == SubjectKind.Everyone);
    }

    [Fact]
    [CatalogueRow(244)]
    public async Task Load_AssignmentThatCannotBeRead_IsLeftOutAndTheRestHolds()
    {
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, new ManualTime());

        await BreakAsync(store, "UPDATE assignments SET \"Scope\" = '[]' WHERE \"SubjectName\" = 'developer'; UPDATE organization SET \"PolicyVersion\" = \"PolicyVersion\" + 1");
        await parts.Source.ConfirmAsync(Cancel);

        parts.Source.Current.Document.Assignments.Select(a => a.Subject.Name).Should().BeEquivalentTo("admin", "project-admin");
    }

    [Fact]
    [CatalogueRow(244)]
    public async Task Load_GuardrailThatCannotBeRead_DeniesEverything()
    {
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, new ManualTime());
        await parts.AddAsync(new GuardrailRow { Name = "no-deletes", Place = PolicyJson.Write(Scope.Organization), Rules = "[]" });

        await BreakAsync(store, "UPDATE guardrails SET \"Rules\" = 'x'; UPDATE organization SET \"PolicyVersion\" = \"PolicyVersion\" + 1");
        await parts.Source.ConfirmAsync(Cancel);

        var guardrail = parts.Source.Current.Document.Guardrails.Should().ContainSingle().Which;
        guardrail.Place.Kind.Should().Be(ScopeKind.Organization);
        guardrail.Rules.SelectMany(rule => rule.Resources).Should().Contain(["*", "*/*"]);
        guardrail.Except.Should().BeEmpty();
    }

    [Fact]
    [CatalogueRow(242)]
    public async Task Change_ThatLeavesNoOrganizationAdmin_IsRefusedAndUndone()
    {
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, new ManualTime());

        var disable = () => parts.Policy.ChangeAsync(
            async database =>
            {
                (await database.Users.SingleAsync(u => u.Name == "admin", Cancel)).Disabled = true;
                return true;
            },
            Cancel);

        await disable.Should().ThrowAsync<PolicyProblemException>().WithMessage("*without an Organization Admin*");
        await using var after = store.Contexts.CreateDbContext();
        (await after.Users.SingleAsync(u => u.Name == "admin", Cancel)).Disabled.Should().BeFalse();
    }

    [Fact]
    public async Task Change_ThatTheCompilerCannotRead_IsRefusedInItsWords()
    {
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, new ManualTime());

        var add = () => parts.AddAsync(PolicyParts.Assignment(
            "project-admin", "developer", new Scope { Kind = ScopeKind.Cluster, ClusterSelector = "a in (" }));

        await add.Should().ThrowAsync<PolicyProblemException>();
        parts.Source.Current.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Changes_ManyAtOnce_AreAllKept()
    {
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, new ManualTime());
        var version = parts.Source.Current.Document.Version;

        await Parallel.ForAsync(0, 12, Cancel, async (i, _) =>
            await parts.AddAsync(new UserRow { Name = $"user-{i}", CreatedAt = DateTimeOffset.UnixEpoch }));

        parts.Source.Current.Document.Users.Should().HaveCount(3 + 12);
        parts.Source.Current.Document.Version.Should().Be(version + 12);
    }

    private static async Task BreakAsync(TestStore store, string sql)
    {
        await using var database = store.Contexts.CreateDbContext();
        // Braces of JSON are not placeholders.
        await database.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{").Replace("}", "}}"), Cancel);
    }
}
