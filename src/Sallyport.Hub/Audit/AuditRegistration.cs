using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Audit;

/// <summary>Registers the audit.</summary>
internal static class AuditRegistration
{
    /// <summary>The host does not start when the spool's folder cannot be opened.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services, AuditOptions options) =>
        services
            .AddSingleton(options)
            .AddSingleton(provider => new SpoolOptions
            {
                Folder = SpoolOwner.FolderIn(provider.GetRequiredService<StorageOptions>().DataFolder),
                MostBytes = options.SpoolBytes,
                LowDiskBytes = options.LowDiskBytes,
            })
            .AddSingleton<Spool>()
            .AddSingleton<AuditLog>()
            .AddSingleton<AuditStore>()
            .AddSingleton<AuditReader>()
            .AddHostedService<SpoolFeeder>()
            .AddHostedService<AuditRetention>();
}
