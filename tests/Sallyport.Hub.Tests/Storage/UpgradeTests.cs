using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Sallyport.Access.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Tests.Storage;

/// <summary>A store that an earlier version filled is this version's after the migration, with all that was in it.</summary>
public sealed class UpgradeTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private const string Everywhere = """{"kind":"organization"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upgrade_FromBeforeSessions_KeepsPeopleTokensAndGroups(bool postgreSql)
    {
        using var store = postgreSql ? await server.EmptyStoreAsync() : TestStore.EmptySqlite();
        await using (var earlier = store.Contexts.CreateDbContext())
        {
            await earlier.Database.GetService<IMigrator>().MigrateAsync("Initial", Cancel);
            await FillAsync(earlier, postgreSql);
        }

        await new StoreMigration(store.Options, store.Contexts).ApplyAsync(Cancel);

        await using var now = store.Contexts.CreateDbContext();
        (await now.Users.Include(u => u.Memberships).SingleAsync(Cancel)).Should().BeEquivalentTo(new
        {
            Name = "ann",
            Kind = UserKind.Person,
            LongestToken = (long?)null,
            Memberships = new[] { new { User = "ann", Group = "dev", Source = "" } },
        });
        (await now.Credentials.SingleAsync(Cancel)).Should().BeEquivalentTo(
            new { User = "ann", Purpose = "login", Use = CredentialUse.Token, Parent = (Guid?)null, SignedInBy = "" });
        (await now.Organization.SingleAsync(Cancel)).Should().BeEquivalentTo(
            new { PolicyVersion = 7, AskText = "ask", LongestToken = 31_536_000, LongestSession = 43_200, KubeconfigDownload = true });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upgrade_FromBeforeDelegations_KeepsSettingsRolesAndProjectsAsTheyWere(bool postgreSql)
    {
        using var store = postgreSql ? await server.EmptyStoreAsync() : TestStore.EmptySqlite();
        await using (var earlier = store.Contexts.CreateDbContext())
        {
            await earlier.Database.GetService<IMigrator>().MigrateAsync("Owners", Cancel);
            await FillPolicyAsync(earlier, postgreSql);
        }

        await new StoreMigration(store.Options, store.Contexts).ApplyAsync(Cancel);

        await using var now = store.Contexts.CreateDbContext();
        (await now.Settings.SingleAsync(Cancel)).Should().BeEquivalentTo(
            new { Capability = Capability.Secrets, Level = SettingLevel.Open, Reason = "why", SetBy = "ann", TightenedBy = "", Delegation = (Guid?)null });
        (await now.Roles.SingleAsync(Cancel)).Should().BeEquivalentTo(
            new { Name = "pod-reader", Version = 3, Rules = "[]", WholeClusterRules = "[]", AdministersProjects = false });
        (await now.Projects.SingleAsync(Cancel)).Should().BeEquivalentTo(new { Name = "shop", Title = "", Scopes = "[]", Owner = "git" });
        (await now.Delegations.AnyAsync(Cancel)).Should().BeFalse();
    }

    private static async Task FillPolicyAsync(SallyportDbContext earlier, bool postgreSql)
    {
        object time = postgreSql ? DateTimeOffset.UnixEpoch : 0L;
        object id = postgreSql ? Guid.Empty : Guid.Empty.ToString("D", CultureInfo.InvariantCulture);
        await earlier.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO settings ("Id", "Capability", "Level", "Commands", "Place", "SubjectKind", "SubjectName", "Locked", "Reason", "SetBy", "SetAt")
            VALUES ({id}, 'Secrets', 'Open', '[]', {Everywhere}, 'Everyone', '', {false}, 'why', 'ann', {time})
            """,
            Cancel);
        await earlier.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO roles ("Name", "Title", "ReadOnly", "Version", "Rules", "ClusterRules", "AdministersOrganization")
            VALUES ('pod-reader', 'Pods', {true}, 3, '[]', '[]', {false})
            """,
            Cancel);
        await earlier.Database.ExecuteSqlAsync($"""INSERT INTO projects ("Name", "Scopes", "Owner") VALUES ('shop', '[]', 'git')""", Cancel);
    }

    private static async Task FillAsync(SallyportDbContext earlier, bool postgreSql)
    {
        object time = postgreSql ? DateTimeOffset.UnixEpoch : 0L;
        object id = postgreSql ? Guid.Empty : Guid.Empty.ToString("D", CultureInfo.InvariantCulture);
        byte[] hash = [1, 2, 3];
        await earlier.Database.ExecuteSqlAsync(
            $"""INSERT INTO organization ("Id", "Epoch", "PolicyVersion", "CredentialVersion", "AskText") VALUES (1, {id}, 7, 1, 'ask')""", Cancel);
        await earlier.Database.ExecuteSqlAsync(
            $"""INSERT INTO users ("Name", "Disabled", "NotBefore", "CreatedAt") VALUES ('ann', {false}, {time}, {time})""", Cancel);
        await earlier.Database.ExecuteSqlAsync($"""INSERT INTO memberships ("User", "Group") VALUES ('ann', 'dev')""", Cancel);
        await earlier.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO credentials ("Id", "Hash", "User", "Purpose", "CreatedBy", "CreatedAt")
            VALUES ({id}, {hash}, 'ann', 'login', 'admin', {time})
            """,
            Cancel);
    }
}
