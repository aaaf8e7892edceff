namespace Sallyport.Hub.Audit;

/// <summary>Registers the audit.</summary>
internal static class AuditRegistration
{
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddSingleton<AuditLog>();
}
