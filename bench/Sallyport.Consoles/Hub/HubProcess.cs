using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Sallyport.Consoles.Hub;

/// <summary>The measured hub, in a process of its own, so that what drives it is not counted.</summary>
internal sealed class HubProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private HubProcess(Process process, string folder, HubReady ready) => (_process, _folder, Ready) = (process, folder, ready);

    public HubReady Ready { get; }

    public static async Task<HubProcess> StartAsync(HubPlan plan, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("sallyport-consoles-").FullName;
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(HubProcess).Assembly.Location);
        }

        foreach (var argument in new[] { "hub", folder, JsonSerializer.Serialize(plan) })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var ready = await ReadAsync<HubReady>(process, cancellationToken);
        return new HubProcess(process, folder, ready);
    }

    /// <summary>What it takes, as it is or after full collections.</summary>
    public async Task<HubFigures> FiguresAsync(bool collected, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(collected ? HubRole.Collected : HubRole.Now);
        await _process.StandardInput.FlushAsync(cancellationToken);
        return await ReadAsync<HubFigures>(_process, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<T> ReadAsync<T>(Process process, CancellationToken cancellationToken) =>
        await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line
            ? JsonSerializer.Deserialize<T>(line)!
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The hub ended with {process.ExitCode}; standard error says why."));
}
