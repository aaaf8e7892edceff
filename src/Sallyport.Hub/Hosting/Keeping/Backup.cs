using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Hosting.Keeping;

/// <summary>
/// A hub's store in one file. All that a hub needs to be the same one again is in it: the issuers' keys that agents and kubeconfigs trust, the keys
/// that protect sessions and providers' secrets, the policy, the people, the audit.
/// </summary>
internal static class Backup
{
    /// <summary>Backs a store up; a hub may run on it. The file is there whole or not at all.</summary>
    public static void Make(string dataFolder, string file, bool force)
    {
        var store = Path.Combine(dataFolder, StoreFile.Name);
        if (!File.Exists(store))
        {
            throw new StartFailure($"There is no {StoreFile.Name} in {dataFolder}. A hub on PostgreSQL is backed up with pg_dump.");
        }

        if (File.Exists(file) && !force)
        {
            throw new StartFailure($"{file} is there already; --force writes over it.");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(file)) is not { } folder || !Directory.Exists(folder))
        {
            throw new StartFailure($"The folder that {file} is to be in is not there.");
        }

        // A name of its own: what stands beside the backup may be somebody's.
        var written = $"{file}.{Guid.NewGuid():N}";
        try
        {
            StoreFile.Copy(store, written, StoreFile.AtRest);
            StoreFile.Check(written, KnownMigrations(dataFolder));
            File.Move(written, file, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or Microsoft.Data.Sqlite.SqliteException)
        {
            throw new StartFailure($"The backup cannot be made: {failure.Message}");
        }
        finally
        {
            File.Delete(written);
        }
    }

    /// <summary>The forms of the store that this version of the hub knows.</summary>
    public static IEnumerable<string> KnownMigrations(string dataFolder)
    {
        using var database = new SallyportDbContextFactory(new StorageOptions { DataFolder = dataFolder }).CreateDbContext();
        return [.. database.Database.GetMigrations()];
    }
}
