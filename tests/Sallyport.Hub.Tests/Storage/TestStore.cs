using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Tests.Storage;

/// <summary>A new store: a SQLite file, or a database of the test's own in PostgreSQL.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private TestStore(string? postgreSql)
    {
        Options = new StorageOptions { DataFolder = _folder.Path, PostgreSql = postgreSql };
        Contexts = new SallyportDbContextFactory(Options);
    }

    public StorageOptions Options { get; }

    public IDbContextFactory<SallyportDbContext> Contexts { get; }

    public string File(string name) => _folder.File(name);

    public static Task<TestStore> SqliteAsync() => MigratedAsync(EmptySqlite());

    public static TestStore EmptySqlite() => Empty(null);

    public static TestStore Empty(string? postgreSql) => new(postgreSql);

    public static async Task<TestStore> MigratedAsync(TestStore store)
    {
        await new StoreMigration(store.Options, store.Contexts).ApplyAsync(TestContext.Current.CancellationToken);
        return store;
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
