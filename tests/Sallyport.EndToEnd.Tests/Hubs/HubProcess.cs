using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Hubs;

/// <summary><c>sallyport-hub demo</c>, started as a person would.</summary>
internal sealed class HubProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    private readonly RunningProcess _process;

    private HubProcess(RunningProcess process, HubPlace place)
    {
        _process = process;
        Place = place;
    }

    public HubPlace Place { get; }

    public bool HasExited => _process.HasExited;

    public string Said => _process.Describe();

    public static async Task<HubProcess> StartAsync(HubPlace place, params string[] more)
    {
        var process = RunningProcess.Start("dotnet", [
            Repository.Program("Sallyport.Hub", "sallyport-hub"), "demo",
            "--data", place.Data,
            "--gateway-port", $"{place.GatewayPort}",
            "--console-port", $"{place.ConsolePort}",
            .. more]);
        if (!await process.Output.WaitForAsync(text => text.Contains("Sallyport is ready", StringComparison.Ordinal), StartLimit))
        {
            var said = process.Describe();
            await process.DisposeAsync();
            throw new InvalidOperationException($"the hub did not become ready: {said}");
        }

        return new HubProcess(process, place);
    }

    /// <summary>Ctrl-C, and its end awaited.</summary>
    public async Task<ProcessResult> StopAsync()
    {
        _process.Interrupt();
        return await _process.WaitForExitAsync(StopLimit);
    }

    /// <summary>The plug pulled.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(StopLimit);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Interrupt();
            try
            {
                await _process.WaitForExitAsync(StopLimit);
            }
            catch (TimeoutException)
            {
                // Killed by now; how a hub stops has a test of its own.
            }
        }

        await _process.DisposeAsync();
    }
}
