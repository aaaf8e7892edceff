using Sallyport.Hub.Console.Doors;
using Sallyport.Hub.Console.Objects;

namespace Sallyport.Hub.Console.Shells;

/// <summary>Registers and maps the shells of pages.</summary>
internal static class ShellRegistration
{
    public static IServiceCollection AddShells(this IServiceCollection services) => services
        .AddSingleton<ShellTickets>()
        .AddSingleton<ShellRights>()
        .AddSingleton<OpenShells>()
        .AddSingleton<ShellEndpoint>()
        .AddSingleton<IDetailTab, ShellTab>();

    public static void MapShells(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<ShellEndpoint>();

        // Any method: over HTTP/2 a WebSocket begins with CONNECT.
        app.Map(ShellEndpoint.Path, endpoint.AnswerAsync).WithMetadata(new ConsoleEndpoint());
    }
}
