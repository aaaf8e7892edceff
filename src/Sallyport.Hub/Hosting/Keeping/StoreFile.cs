using Microsoft.Data.Sqlite;

namespace Sallyport.Hub.Hosting.Keeping;

/// <summary>A SQLite store as a file: copied whole while a hub writes to it, and looked over.</summary>
internal static class StoreFile
{
    public const string Name = "sallyport.db";

    /// <summary>How a store is kept that a hub writes to: with files beside it.</summary>
    public const string InUse = "WAL";

    /// <summary>How a store is kept that nobody writes to: one file, which can be read where nothing can be written.</summary>
    public const string AtRest = "DELETE";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Copies a store into a new file that its owner alone can read, at one point in time, by SQLite's own backup.</summary>
    public static void Copy(string from, string to, string journal)
    {
        CreateEmpty(to);
        using (var source = Open(from, SqliteOpenMode.ReadWrite))
        using (var copy = Open(to, SqliteOpenMode.ReadWrite))
        {
            source.BackupDatabase(copy);
            Run(copy, $"PRAGMA journal_mode={journal}");
        }

        using var written = new FileStream(to, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    /// <exception cref="StartFailure">It is no store, it is damaged, or this version does not know its form.</exception>
    public static void Check(string file, IEnumerable<string> knownMigrations)
    {
        try
        {
            using var store = Open(file, SqliteOpenMode.ReadOnly);
            if (Read(store, "PRAGMA integrity_check") is not ["ok"] || Read(store, "PRAGMA foreign_key_check").Count > 0)
            {
                throw new StartFailure($"{file} is damaged: SQLite's own check of it fails.");
            }

            var applied = Read(store, "SELECT \"MigrationId\" FROM migrations ORDER BY 1");
            if (applied.Count == 0 || Read(store, "SELECT \"Id\" FROM organization") is not [_])
            {
                throw new StartFailure($"{file} is not a hub's store.");
            }

            if (applied.Except(knownMigrations, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            {
                throw new StartFailure($"{file} was made by a later version of the hub (it has {unknown}); use that version.");
            }
        }
        catch (SqliteException failure)
        {
            throw new StartFailure($"{file} is not a hub's store: {failure.Message}");
        }
    }

    private static void CreateEmpty(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var created = new FileStream(file, options);
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static List<string> Read(SqliteConnection store, string sql)
    {
        using var command = store.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read())
        {
            found.Add(reader.GetValue(0).ToString() ?? "");
        }

        return found;
    }

    private static void Run(SqliteConnection store, string sql)
    {
        using var command = store.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
