using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sallyport.Hub.Fleet;

/// <summary>Registers the fleet.</summary>
internal static class FleetRegistration
{
    public static IServiceCollection AddFleet(this IServiceCollection services)
    {
        services.TryAddSingleton(AgentImage.Default);
        return services
            .AddSingleton<CertificateAuthorities>()
            .AddSingleton<ServerCertificate>()
            .AddSingleton<AgentCertificates>()
            .AddSingleton<ClusterRegistry>()
            .AddSingleton<ClusterDirectory>()
            .AddSingleton<Kubeconfig>()
            .AddSingleton<JoinInstructions>()
            .AddSingleton<Enrolment>()
            .AddSingleton<EnrolmentTrail>()
            .AddSingleton<Generations>()
            .AddSingleton<AgentRegistry>()
            .AddSingleton<AgentReception>()
            .AddSingleton<AgentEndpoint>();
    }
}
