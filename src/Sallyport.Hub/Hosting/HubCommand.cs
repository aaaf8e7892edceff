using System.CommandLine;
using Sallyport.Hub.Hosting.Demo;
using Sallyport.Hub.Hosting.Keeping;

namespace Sallyport.Hub.Hosting;

/// <summary>The command line of <c>sallyport-hub</c>.</summary>
internal static class HubCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand(
            """
            Sallyport's hub: the gateway in front of your Kubernetes clusters, with the API that administers it.

            To look at it, with a cluster that lives in the same process:
              sallyport-hub demo
            To run it for real:
              sallyport-hub serve --help
            """)
        {
            DemoCommand.Make(),
            ServeCommand.Make(),
            KeepingCommands.MakeBackup(),
            KeepingCommands.MakeRestore(),
        };
        // Nothing was asked for: say what could be.
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(12),
            });
        }
        catch (StartFailure failure)
        {
            await System.Console.Error.WriteLineAsync($"sallyport-hub: {failure.Message}");
            return 1;
        }
    }
}
