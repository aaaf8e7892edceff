using Sallyport.Hub.Console.Objects;

namespace Sallyport.Hub.Console.Graphs;

/// <summary>Registers the graphs of what pods, workloads and nodes use.</summary>
internal static class GraphRegistration
{
    public static IServiceCollection AddGraphs(this IServiceCollection services) => services
        .AddScoped<UseBook>()
        .AddSingleton<IOverview, UseOverviewPart>();
}
