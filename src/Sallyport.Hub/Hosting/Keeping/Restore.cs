using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Hosting.Keeping;

/// <summary>Puts a backup in a hub's data folder, so that nothing that was revoked since comes back to life with it.</summary>
internal static class Restore
{
    /// <summary>The store that was replaced, for whoever restored the wrong one.</summary>
    public const string Replaced = StoreFile.Name + ".replaced";

    private static readonly string[] Companions = ["", "-wal", "-shm"];

    /// <exception cref="StartFailure">Nothing was changed; the message says why.</exception>
    public static async Task<(RestoredStore Store, string? Token)> RunAsync(RestoreOptions asked, TimeProvider time, CancellationToken cancellationToken)
    {
        var (file, dataFolder, force, tokenFor) = asked;
        if (!File.Exists(file))
        {
            throw new StartFailure($"There is no file {file}.");
        }

        DataFolder.Create(dataFolder);
        StoreFile.Check(file, Backup.KnownMigrations(dataFolder));
        using var owner = Take(dataFolder);
        var store = Path.Combine(dataFolder, StoreFile.Name);
        if (File.Exists(store) && !force)
        {
            throw new StartFailure($"{dataFolder} has a store already; --force puts this one in its place, and keeps that one as {Replaced}.");
        }

        var beside = Path.Combine(dataFolder, "restoring");
        try
        {
            DeleteFolder(beside);
            DataFolder.Create(beside);
            StoreFile.Copy(file, Path.Combine(beside, StoreFile.Name), StoreFile.InUse);
            var options = new StorageOptions { DataFolder = beside };
            var contexts = new SallyportDbContextFactory(options);
            await new StoreMigration(options, contexts).ApplyAsync(cancellationToken);
            var restored = await RestoredStore.RenewAsync(contexts, time, cancellationToken);
            var token = tokenFor is null ? null : await TokenAsync(contexts, tokenFor, time, cancellationToken);
            SqliteConnection.ClearAllPools();
            // Copied once more: one file, without what the changes to it left beside it.
            var ready = Path.Combine(beside, "ready");
            StoreFile.Copy(Path.Combine(beside, StoreFile.Name), ready, StoreFile.InUse);
            SetAside(store);
            File.Move(ready, store);
            return (restored, token);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new StartFailure($"The backup cannot be restored: {failure.Message}");
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            DeleteFolder(beside);
        }
    }

    private static async Task<string> TokenAsync(SallyportDbContextFactory store, string user, TimeProvider time, CancellationToken cancellationToken)
    {
        await using (var database = store.CreateDbContext())
        {
            if (!await database.Users.AnyAsync(u => u.Name == user && !u.Disabled, cancellationToken))
            {
                throw new StartFailure($"The backup has no user {user} who is not disabled.");
            }
        }

        return (await new CredentialStore(store, time).IssueAsync(user, "restore", "restore", TimeSpan.FromHours(1), cancellationToken)).Token;
    }

    private static FileStream Take(string dataFolder)
    {
        try
        {
            return SpoolOwner.Take(SpoolOwner.FolderIn(dataFolder));
        }
        catch (IOException)
        {
            throw new StartFailure($"A hub runs on {dataFolder}: stop it first.");
        }
    }

    /// <summary>What stands beside a SQLite file belongs to it, and goes with it: read into another one it would damage that.</summary>
    private static void SetAside(string store)
    {
        foreach (var companion in Companions)
        {
            File.Delete(Path.Combine(Path.GetDirectoryName(store)!, Replaced + companion));
        }

        foreach (var companion in Companions.Where(companion => File.Exists(store + companion)))
        {
            File.Move(store + companion, Path.Combine(Path.GetDirectoryName(store)!, Replaced + companion));
        }
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>What is restored, and where.</summary>
/// <param name="File">The backup.</param>
/// <param name="DataFolder">The hub's folder.</param>
/// <param name="Force">Whether a store that is there is replaced.</param>
/// <param name="TokenFor">Who gets a token for an hour; null for nobody.</param>
internal sealed record RestoreOptions(string File, string DataFolder, bool Force, string? TokenFor = null);
