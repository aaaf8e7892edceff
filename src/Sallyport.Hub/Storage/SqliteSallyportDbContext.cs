using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Sallyport.Hub.Storage;

/// <summary>The store in one file beside the hub.</summary>
internal sealed class SqliteSallyportDbContext(DbContextOptions<SqliteSallyportDbContext> options)
    : SallyportDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite compares text; a number of milliseconds compares as time does.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.DefaultTypeMapping<DateTimeOffset>().HasConversion<UnixMilliseconds>();
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        time => time.ToUnixTimeMilliseconds(),
        number => DateTimeOffset.FromUnixTimeMilliseconds(number));
}
