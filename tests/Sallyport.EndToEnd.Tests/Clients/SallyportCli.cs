using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Clients;

/// <summary>The <c>sallyport</c> command, with sessions of its own.</summary>
/// <param name="configHome">Where its sessions are.</param>
/// <param name="kubeconfig">What KUBECONFIG names.</param>
/// <param name="native">The published binary; without one, the program as it was built.</param>
internal sealed class SallyportCli(string configHome, string? kubeconfig = null, string? native = null)
{
    public async Task<ProcessResult> RunAsync(params string[] arguments)
    {
        await using var running = Start(arguments);
        running.Input.Close();
        return await running.WaitForExitAsync(Kubectl.Patience);
    }

    public RunningProcess Start(params string[] arguments) =>
        RunningProcess.Start(
            native ?? "dotnet",
            native is null ? [Repository.Program("Sallyport.Cli", "sallyport"), .. arguments] : arguments,
            new Dictionary<string, string?>
            {
                ["SALLYPORT_CONFIG_HOME"] = configHome,
                ["SALLYPORT_PROFILE"] = null,
                ["KUBECONFIG"] = kubeconfig,
                // No window opens: the tests have a browser of their own.
                ["BROWSER"] = "true",
            });
}
