using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Sallyport.EndToEnd.Tests.Running;

/// <summary>A child process with everything it prints kept.</summary>
internal sealed partial class RunningProcess : IAsyncDisposable
{
    private const int SigInt = 2;
    private readonly Process _process;
    private readonly Task _reading;
    private readonly string _commandLine;

    private RunningProcess(Process process, string commandLine)
    {
        _process = process;
        _commandLine = commandLine;
        _reading = Task.WhenAll(
            Output.ReadAsync(process.StandardOutput.BaseStream),
            Errors.ReadAsync(process.StandardError.BaseStream));
    }

    public Capture Output { get; } = new();

    public Capture Errors { get; } = new();

    public Stream Input => _process.StandardInput.BaseStream;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public static RunningProcess Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        return new RunningProcess(process, $"{Path.GetFileName(program)} {string.Join(' ', start.ArgumentList)}");
    }

    /// <summary>Types text into its standard input.</summary>
    public async Task TypeAsync(string text)
    {
        await Input.WriteAsync(Encoding.UTF8.GetBytes(text));
        await Input.FlushAsync();
    }

    /// <summary>Waits for its end; a process that outlives the time is killed and the test told what it said until then.</summary>
    public async Task<ProcessResult> WaitForExitAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            await _reading.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw new TimeoutException($"still running after {within.TotalSeconds} s: {Describe()}");
        }

        return new ProcessResult(_commandLine, _process.ExitCode, Output.Bytes, Errors.Text);
    }

    /// <summary>What Ctrl-C does.</summary>
    public void Interrupt()
    {
        if (!_process.HasExited)
        {
            _ = SendSignal(_process.Id, SigInt);
        }
    }

    /// <summary>What pulling the plug does.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    public string Describe() => $"$ {_commandLine}\n{Output.Text}\n{Errors.Text}";

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        await Task.WhenAny(_reading, Task.Delay(TimeSpan.FromSeconds(5)));
        _process.Dispose();
        Output.Dispose();
        Errors.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
