using Microsoft.Extensions.Logging.Console;
using Sallyport.Agent.Cluster;

namespace Sallyport.Agent.Hosting;

/// <summary>Runs an agent as its settings say, until it is told to stop.</summary>
internal static class RunCommand
{
    private const int Misconfigured = 2;

    public static async Task<int> RunAsync(AgentSettings settings, TextWriter errors, CancellationToken cancellationToken)
    {
        var json = settings.LogsJson();
        var (options, faults) = settings.Read(TimeProvider.System, InClusterEndpoint.IsHere);
        if (options is null || faults.Count > 0)
        {
            foreach (var fault in faults)
            {
                await errors.WriteLineAsync($"sallyport-agent: {fault}");
            }

            return Misconfigured;
        }

        using var loggers = LoggerFactory.Create(logging => Configure(logging, json));
        await using var agent = await AgentHost.StartAsync(options, loggers, cancellationToken);
        try
        {
            await agent.Completion.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }

        return 0;
    }

    private static void Configure(ILoggingBuilder logging, bool json)
    {
        logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning);
        void Stamp(ConsoleFormatterOptions format)
        {
            format.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            format.UseUtcTimestamp = true;
        }

        if (json)
        {
            logging.AddJsonConsole(Stamp);
        }
        else
        {
            logging.AddSimpleConsole(format =>
            {
                Stamp(format);
                format.SingleLine = true;
                format.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        }
    }
}
