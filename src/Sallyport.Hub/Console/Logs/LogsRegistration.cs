using Sallyport.Hub.Console.Doors;
using Sallyport.Hub.Console.Logs.Files;
using Sallyport.Hub.Console.Objects;

namespace Sallyport.Hub.Console.Logs;

/// <summary>Registers and maps the logs of pods and workloads.</summary>
internal static class LogsRegistration
{
    public static IServiceCollection AddLogs(this IServiceCollection services) => services
        .AddSingleton<LogFileEndpoint>()
        .AddSingleton<IDetailTab, LogsTab>();

    public static void MapLogs(this WebApplication app) =>
        app.MapGet(LogFileEndpoint.Path, app.Services.GetRequiredService<LogFileEndpoint>().AnswerAsync).WithMetadata(new ConsoleEndpoint());
}
