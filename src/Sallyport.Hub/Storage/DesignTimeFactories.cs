using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Sallyport.Hub.Storage;

/// <summary>Lets <c>dotnet ef migrations add</c> see the SQLite form; it opens nothing.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteSallyportDbContext>
{
    public SqliteSallyportDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteSallyportDbContext>()
            .UseSqlite(sqlite => sqlite.MigrationsHistoryTable("migrations")).Options);
}

/// <summary>Lets <c>dotnet ef migrations add</c> see the PostgreSQL form; it opens nothing.</summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlSallyportDbContext>
{
    public PostgreSqlSallyportDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlSallyportDbContext>()
            .UseNpgsql(npgsql => npgsql.MigrationsHistoryTable("migrations")).Options);
}
