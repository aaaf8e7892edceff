using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Hosting;
using Sallyport.Hub.Hosting.Keeping;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Policy;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Hosting;

public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => _folder.File("hub.backup");

    private string Restored => _folder.File("restored");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task Backup_OfARunningStore_IsOneFileForItsOwnerAloneWithEverythingInIt()
    {
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, TimeProvider.System);
        using var owner = SpoolOwner.Take(SpoolOwner.FolderIn(store.Options.DataFolder));
        var authorities = new CertificateAuthorities(store.Contexts, TimeProvider.System);
        await authorities.LoadAsync(Cancel);

        Backup.Make(store.Options.DataFolder, File, force: false);
        await RestoreAsync();

        System.IO.File.GetUnixFileMode(File).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.EnumerateFiles(_folder.Path, "hub.backup*").Should().ContainSingle();
        using var again = await OpenAsync();
        again.Source.Current.IsOrganizationAdmin("admin", DateTimeOffset.UtcNow).Should().BeTrue();
        var same = new CertificateAuthorities(Contexts(), TimeProvider.System);
        await same.LoadAsync(Cancel);
        same.Agents.CertificatePem.Should().Be(authorities.Agents.CertificatePem);
    }

    [Fact]
    public async Task Backup_IntoAFolderThatIsNotThere_IsRefusedInWords()
    {
        using var store = await TestStore.SqliteAsync();

        var make = () => Backup.Make(store.Options.DataFolder, Path.Combine(_folder.Path, "nowhere", "hub.backup"), force: false);

        make.Should().Throw<StartFailure>().WithMessage("The folder that*is not there.");
    }

    [Fact]
    public async Task Backup_LeavesWhatStandsBesideItAlone()
    {
        await System.IO.File.WriteAllTextAsync(File + ".new", "mine", Cancel);

        await MakeAsync();

        (await System.IO.File.ReadAllTextAsync(File + ".new", Cancel)).Should().Be("mine");
    }

    [Fact]
    [CatalogueRow(259)]
    public async Task Restore_WhatWasRevokedSince_DoesNotComeBack()
    {
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, TimeProvider.System);
        var revoked = await parts.Credentials.IssueAsync("developer", "", "admin", TimeSpan.FromHours(1), Cancel);
        var unused = await parts.Setup.IssueAsync(Cancel);
        await using (var database = store.Contexts.CreateDbContext())
        {
            database.Clusters.Add(new ClusterRecord { Id = Guid.NewGuid(), Name = "north", JoinTokenHash = [1], JoinTokenExpires = DateTimeOffset.MaxValue, AgentCertificateSerial = "ab" });
            await database.SaveChangesAsync(Cancel);
        }

        Backup.Make(store.Options.DataFolder, File, force: false);
        await parts.Policy.RevokeAsync(database => database.Credentials.ExecuteDeleteAsync(Cancel), Cancel);
        await RestoreAsync();

        using var again = await OpenAsync();
        unused.Should().BeNull();
        (await again.Directory.FindAsync(revoked.Token, Cancel)).Should().BeNull();
        again.Source.Epoch.Should().NotBe(parts.Source.Epoch);
        await using var restored = Contexts().CreateDbContext();
        (await restored.Credentials.AnyAsync(Cancel)).Should().BeFalse();
        (await restored.Clusters.SingleAsync(Cancel)).Should().BeEquivalentTo(new { JoinTokenHash = (byte[]?)null, AgentCertificateSerial = "ab" });
        (await restored.Users.AllAsync(u => u.NotBefore > DateTimeOffset.UnixEpoch, Cancel)).Should().BeTrue();
    }

    [Fact]
    public async Task Restore_WithATokenForAnAdmin_LetsThemIn()
    {
        await MakeAsync();

        var (_, token) = await Restore.RunAsync(new RestoreOptions(File, Restored, Force: false, "admin"), TimeProvider.System, Cancel);

        using var again = await OpenAsync();
        (await again.Directory.FindAsync(token!, Cancel))!.User.Should().Be("admin");
        await Refused(() => Restore.RunAsync(new RestoreOptions(File, Restored, Force: true, "nobody"), TimeProvider.System, Cancel), "*no user nobody*");
    }

    [Fact]
    public async Task Restore_WhereAHubRuns_IsRefused()
    {
        await MakeAsync();
        using var owner = SpoolOwner.Take(SpoolOwner.FolderIn(Restored));

        await Refused(RestoreAsync, "*stop it first*");

        System.IO.File.Exists(Path.Combine(Restored, StoreFile.Name)).Should().BeFalse();
    }

    [Fact]
    public async Task Restore_OverAStore_NeedsForceAndKeepsWhatWasThere()
    {
        await MakeAsync();
        await RestoreAsync();

        await Refused(RestoreAsync, "*--force*");
        await RestoreAsync(force: true);

        System.IO.File.Exists(Path.Combine(Restored, Restore.Replaced)).Should().BeTrue();
        using var again = await OpenAsync();
        again.Source.Current.Document.Users.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Backup_OverAFile_NeedsForce()
    {
        await MakeAsync();
        using var store = await TestStore.SqliteAsync();

        await Refused(() => Task.Run(() => Backup.Make(store.Options.DataFolder, File, force: false), Cancel), "*--force*");
        Backup.Make(store.Options.DataFolder, File, force: true);
        await Refused(() => Task.Run(() => Backup.Make(_folder.File("nothing"), File, force: true), Cancel), "*pg_dump*");
    }

    public static TheoryData<string, string> Unfit => new()
    {
        { "not a store at all", "*not a hub's store*" },
        { "", "*not a hub's store*" },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public async Task Restore_OfSomethingElse_ChangesNothing(string content, string sentence)
    {
        await System.IO.File.WriteAllTextAsync(File, content, Cancel);

        await Refused(RestoreAsync, sentence);

        System.IO.File.Exists(Path.Combine(Restored, StoreFile.Name)).Should().BeFalse();
    }

    [Fact]
    public async Task Restore_OfADamagedStoreOrALaterVersions_IsRefused()
    {
        await MakeAsync();
        var whole = await System.IO.File.ReadAllBytesAsync(File, Cancel);
        await using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await connection.OpenAsync(Cancel);
            await using var later = connection.CreateCommand();
            later.CommandText = "INSERT INTO migrations VALUES ('99990101000000_Later', '99')";
            await later.ExecuteNonQueryAsync(Cancel);
        }

        await Refused(RestoreAsync, "*later version*");
        await System.IO.File.WriteAllBytesAsync(File, whole[..(whole.Length / 2)], Cancel);
        await Refused(RestoreAsync, "*");
        System.IO.File.Exists(Path.Combine(Restored, StoreFile.Name)).Should().BeFalse();
    }

    private async Task MakeAsync()
    {
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, TimeProvider.System);
        Backup.Make(store.Options.DataFolder, File, force: false);
    }

    private Task RestoreAsync() => RestoreAsync(force: false);

    private async Task RestoreAsync(bool force) => await Restore.RunAsync(new RestoreOptions(File, Restored, force), TimeProvider.System, Cancel);

    private static async Task Refused(Func<Task> asked, string sentence) => await asked.Should().ThrowAsync<StartFailure>().WithMessage(sentence);

    private SallyportDbContextFactory Contexts() => new(new StorageOptions { DataFolder = Restored });

    private Task<PolicyParts> OpenAsync() => PolicyParts.OverAsync(Contexts(), TimeProvider.System);
}
