using Microsoft.AspNetCore.SignalR;
using Sallyport.Hub.Console.Actions;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Administration;
using Sallyport.Hub.Console.Assets;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Frame;
using Sallyport.Hub.Console.Graphs;
using Sallyport.Hub.Console.Logs;
using Sallyport.Hub.Console.Objects;
using Sallyport.Hub.Console.Related;
using Sallyport.Hub.Console.Resources;
using Sallyport.Hub.Console.Search;
using Sallyport.Hub.Console.Shells;
using Sallyport.Hub.Console.Terminal;
using Sallyport.Hub.Console.Views;
using Sallyport.Hub.Identity.Pages;

namespace Sallyport.Hub.Console.Doors;

/// <summary>Registers and maps the web console.</summary>
internal static class ConsoleRegistration
{
    private const int LargestMessage = 64 * 1024;
    private static readonly TimeSpan Retained = TimeSpan.FromMinutes(2);

    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            // A page whose browser is gone keeps its tables for a while, so that a tunnel or a lift loses nothing.
            circuits.DisconnectedCircuitRetentionPeriod = Retained;
            circuits.DisconnectedCircuitMaxRetained = 100;
            circuits.PersistedCircuitInMemoryMaxRetained = 0;
            circuits.PersistedCircuitInMemoryRetentionPeriod = Retained;
            circuits.MaxBufferedUnacknowledgedRenderBatches = 10;
            circuits.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(30);
        });
        services.Configure<HubOptions>(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        return services
            .AddSingleton<ConsoleAssets>()
            .AddSingleton<ConsoleDoor>()
            .AddSingleton(Language.OfThisBuild())
            .AddScoped<ConsolePerson>()
            .AddScoped<ConsoleRoads>()
            .AddScoped(page => page.GetRequiredService<ConsoleRoads>().Kinds)
            .AddScoped<ConsoleApi>()
            .AddScoped<ConsoleNews>()
            .AddScoped<PageAddress>()
            .AddScoped<WhoAmI>()
            .AddScoped<ClusterNames>()
            .AddScoped<NamespaceNames>()
            .AddObjectPages()
            .AddAdministration()
            .AddGraphs()
            .AddActions()
            .AddRelated()
            .AddScoped<KindFinder>()
            .AddSearch()
            .AddViews()
            .AddTerminal()
            .AddLogs()
            .AddShells();
    }

    /// <summary>Call after the pages that sign people in: whose browser it is must be known.</summary>
    public static void MapConsole(this WebApplication app)
    {
        var door = app.Services.GetRequiredService<ConsoleDoor>();
        var language = app.Services.GetRequiredService<Language>();
        app.Use((http, next) => http.GetEndpoint()?.Metadata.GetMetadata<ConsoleEndpoint>() is null ? next(http) : door.PassAsync(http, language.Before(next)));
        app.UseAntiforgery();
        app.Services.GetRequiredService<ConsoleAssets>().Map(app);
        app.MapLogs();
        app.MapShells();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(mode =>
            {
                // The door sets the policy for framing, with the rest of it.
                mode.ContentSecurityFrameAncestorsPolicy = null;
                // What is packed together tells by its length what is in it.
                mode.DisableWebSocketCompression = true;
            })
            .WithMetadata(new ConsoleEndpoint());
        var gate = app.Services.GetRequiredService<PageGate>();
        app.MapFallback(http => gate.PassAsync(http, Unknown));
    }

    private static PageEndpoint Unknown { get; } = new(PageAccess.Anyone, NoSuchPageAsync);

    private static Task<IResult> NoSuchPageAsync(PageCall call) => Task.FromResult(
        PageCall.Say("There is no such page", "The address may be mistyped, or of another version of Sallyport.", StatusCodes.Status404NotFound));
}
