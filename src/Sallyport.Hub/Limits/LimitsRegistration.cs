using System.Net;

namespace Sallyport.Hub.Limits;

/// <summary>Registers the limits.</summary>
internal static class LimitsRegistration
{
    public static IServiceCollection AddLimits(this IServiceCollection services, HubLimits limits, IReadOnlyList<IPNetwork> trustedProxies) =>
        services
            .AddSingleton(limits)
            .AddSingleton(new TrustedProxies(trustedProxies))
            .AddSingleton<Strangers>()
            .AddSingleton<UserRates>()
            .AddSingleton<StrangerTrail>()
            .AddSingleton<ConnectionLimit>()
            .AddHostedService(services => services.GetRequiredService<StrangerTrail>());
}
