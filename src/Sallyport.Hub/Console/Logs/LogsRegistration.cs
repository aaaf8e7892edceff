using Sallyport.Hub.Console.Objects;

namespace Sallyport.Hub.Console.Logs;

/// <summary>Registers the logs of pods and workloads.</summary>
internal static class LogsRegistration
{
    public static IServiceCollection AddLogs(this IServiceCollection services) => services.AddSingleton<IDetailTab, LogsTab>();
}
