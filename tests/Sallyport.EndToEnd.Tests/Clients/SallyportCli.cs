using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Clients;

/// <summary>The <c>sallyport</c> command, with a session of its own.</summary>
internal sealed class SallyportCli(string configHome)
{
    public async Task<ProcessResult> RunAsync(params string[] arguments)
    {
        await using var running = Start(arguments);
        running.Input.Close();
        return await running.WaitForExitAsync(Kubectl.Patience);
    }

    public RunningProcess Start(params string[] arguments) =>
        RunningProcess.Start(
            "dotnet",
            [Repository.Program("Sallyport.Cli", "sallyport"), .. arguments],
            new Dictionary<string, string?> { ["SALLYPORT_CONFIG_HOME"] = configHome });
}
