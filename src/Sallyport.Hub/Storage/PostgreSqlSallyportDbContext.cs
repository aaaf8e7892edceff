using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Sallyport.Hub.Storage;

/// <summary>The store in PostgreSQL, shared by several replicas of the hub.</summary>
internal sealed class PostgreSqlSallyportDbContext(DbContextOptions<PostgreSqlSallyportDbContext> options)
    : SallyportDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        // timestamptz takes UTC alone.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Utc>();

    private sealed class Utc() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        time => time.ToUniversalTime(),
        time => time);
}
