using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Tests.Storage;

public sealed class StoreMigrationTests
{
    [Fact]
    public async Task Apply_Twice_KeepsTheOrganizationAndItsEpoch()
    {
        using var store = await TestStore.SqliteAsync();
        await using var before = store.Contexts.CreateDbContext();
        var epoch = (await before.Organization.SingleAsync(TestContext.Current.CancellationToken)).Epoch;

        await new StoreMigration(store.Options, store.Contexts).ApplyAsync(TestContext.Current.CancellationToken);

        await using var after = store.Contexts.CreateDbContext();
        (await after.Organization.SingleAsync(TestContext.Current.CancellationToken)).Epoch.Should().Be(epoch).And.NotBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Model_OfEachDatabase_HasNoChangeWithoutAMigration(bool postgreSql)
    {
        using SallyportDbContext database = postgreSql
            ? new PostgreSqlDesignTimeFactory().CreateDbContext([])
            : new SqliteDesignTimeFactory().CreateDbContext([]);

        database.Database.HasPendingModelChanges().Should().BeFalse();
    }

    [Fact]
    public async Task Store_WrittenByHandAndByModel_KeepsTimesAlike()
    {
        using var store = await TestStore.SqliteAsync();
        var time = new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.FromHours(2));
        await using var database = store.Contexts.CreateDbContext();
        await database.Database.ExecuteSqlAsync(
            $"""INSERT INTO users ("Name", "Disabled", "NotBefore", "CreatedAt") VALUES ('ann', 0, {time}, {time})""",
            TestContext.Current.CancellationToken);

        (await database.Users.CountAsync(u => u.CreatedAt == time && u.NotBefore < time.AddSeconds(1), TestContext.Current.CancellationToken))
            .Should().Be(1);
    }

    [Fact]
    public async Task Sqlite_File_IsForItsOwnerAloneAndWritesAhead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var store = await TestStore.SqliteAsync();

        File.GetUnixFileMode(store.File("sallyport.db")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var database = store.Contexts.CreateDbContext();
        (await database.Database.SqlQuery<string>($"SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync(TestContext.Current.CancellationToken))
            .Should().Be("wal");
    }
}
