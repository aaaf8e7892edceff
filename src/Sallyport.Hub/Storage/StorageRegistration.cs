using Microsoft.EntityFrameworkCore;

namespace Sallyport.Hub.Storage;

/// <summary>Registers the store.</summary>
internal static class StorageRegistration
{
    /// <summary>Call <see cref="StoreMigration.ApplyAsync"/> once before anything is served.</summary>
    public static IServiceCollection AddSallyportStorage(this IServiceCollection services, StorageOptions options) =>
        services
            .AddSingleton(options)
            .AddSingleton<IDbContextFactory<SallyportDbContext>, SallyportDbContextFactory>()
            .AddSingleton<StoreMigration>();
}
