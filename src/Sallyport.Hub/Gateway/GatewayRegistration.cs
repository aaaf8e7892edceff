using Microsoft.AspNetCore.Http.Features;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Gateway.InProcess;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Gateway;

/// <summary>Registers the gateway and puts it behind its listener.</summary>
internal static class GatewayRegistration
{
    public static IServiceCollection AddGateway(this IServiceCollection services) =>
        services
            .AddSingleton<ClusterName>()
            .AddSingleton<Authenticate>()
            .AddSingleton<Decider>()
            .AddSingleton<AuditTrail>()
            .AddSingleton<Reviews>()
            .AddSingleton<UpgradeRoad>()
            .AddSingleton<Room>()
            .AddSingleton<Road>()
            .AddSingleton<ConsoleEntrance>()
            .AddSingleton<LeaseKeeper>()
            .AddHostedService(services => services.GetRequiredService<LeaseKeeper>())
            .AddHostedService<MalformedRequests>();

    /// <summary>Everything that came in by the gateway's listener ends here, and nothing else gets here.</summary>
    public static void UseGateway(this WebApplication app)
    {
        var road = app.Services.GetRequiredService<Road>();
        var agents = app.Services.GetRequiredService<AgentEndpoint>();
        var time = app.Services.GetRequiredService<TimeProvider>();
        app.Use((context, next) => context.Features.Get<ListenerFeature>()?.Kind switch
        {
            ListenerKind.Gateway when context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget == TunnelProtocol.Path =>
                agents.ServeAsync(context),
            ListenerKind.Gateway => road.TravelAsync(KestrelExchange.Enter(context, time)),
            ListenerKind.Console => next(context),
            _ => throw new InvalidOperationException("A connection came in by no known door."),
        });
    }
}
