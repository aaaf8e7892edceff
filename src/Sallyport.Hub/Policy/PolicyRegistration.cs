using Sallyport.Hub.Policy.Documents;

namespace Sallyport.Hub.Policy;

/// <summary>Registers the policy.</summary>
internal static class PolicyRegistration
{
    /// <summary>Call <see cref="PolicySource.ReloadAsync"/> once, after the store's migration and before anything is served.</summary>
    public static IServiceCollection AddPolicy(this IServiceCollection services) =>
        services
            .AddSingleton<PolicyReader>()
            .AddSingleton<PolicySource>()
            .AddSingleton<ChangeCheck>()
            .AddSingleton<PolicyStore>()
            .AddSingleton<DocumentStore>()
            .AddHostedService<PolicyWatch>()
            .AddHostedService<PolicyNotices>();
}
