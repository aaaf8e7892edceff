using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Sallyport.Hub.Storage;

/// <summary>Opens the store that the options name.</summary>
internal sealed class SallyportDbContextFactory : IDbContextFactory<SallyportDbContext>
{
    private readonly Func<SallyportDbContext> _open;

    public SallyportDbContextFactory(StorageOptions options)
    {
        if (options.PostgreSql is { } connectionString)
        {
            var postgreSql = new DbContextOptionsBuilder<PostgreSqlSallyportDbContext>()
                .UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable("migrations"))
                .Options;
            _open = () => new PostgreSqlSallyportDbContext(postgreSql);
            return;
        }

        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(options.DataFolder, "sallyport.db"),
            ForeignKeys = true,
            DefaultTimeout = 10,
        };
        var sqlite = new DbContextOptionsBuilder<SqliteSallyportDbContext>()
            .UseSqlite(file.ConnectionString, sqlite => sqlite.MigrationsHistoryTable("migrations"))
            .AddInterceptors(new SqlitePragmas())
            .Options;
        _open = () => new SqliteSallyportDbContext(sqlite);
    }

    public SallyportDbContext CreateDbContext() => _open();
}
