using System.Diagnostics;

namespace Sallyport.Testing.Neighbours;

/// <summary>A PostgreSQL of the tests' own, from the machine's packages, on a Unix socket; says why where there is none.</summary>
public class PostgreSql : IAsyncDisposable
{
    private const string Packages = "/usr/lib/postgresql";
    private readonly string _folder = Directory.CreateTempSubdirectory("sallyport-pg-").FullName;
    private string _programs = "";
    private int _databases;

    /// <summary>Why there is no server; null when there is one.</summary>
    public string? Missing { get; private set; }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Starts it.</summary>
    public async ValueTask InitializeAsync()
    {
        _programs = Directory.Exists(Packages)
            ? Directory.EnumerateFiles(Packages, "pg_ctl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault() ?? ""
            : "";
        if (_programs.Length == 0)
        {
            Missing = $"PostgreSQL is not installed in {Packages} (Debian: apt-get install postgresql).";
            return;
        }

        _programs = Path.GetDirectoryName(_programs)!;
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", "postgres", _folder);
        }

        await RunOwnedAsync("initdb", "-D", Data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        await RunOwnedAsync(
            "pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o", $"-k {_folder} -c listen_addresses='' -c max_connections=50", "start");
    }

    /// <summary>A new database of this server with nothing in it.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> DatabaseAsync()
    {
        var name = $"store{Interlocked.Increment(ref _databases)}";
        await RunOwnedAsync("createdb", "-h", _folder, "-U", "tester", name);
        return $"Host={_folder};Username=tester;Database={name};Pooling=false";
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Missing is null)
        {
            await RunOwnedAsync("pg_ctl", "-D", Data, "-m", "immediate", "stop");
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>PostgreSQL does not run as root, so there its own user runs it.</summary>
    private Task RunOwnedAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return Environment.UserName == "root"
            ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        // Into a file: the server inherits the output, and a pipe would stay open as long as it runs.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = _folder };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("out=$1; shift; exec \"$@\" >\"$out\" 2>&1");
        start.ArgumentList.Add("sh");
        var output = Path.GetTempFileName();
        start.ArgumentList.Add(output);
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        var said = await File.ReadAllTextAsync(output);
        File.Delete(output);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {said}");
        }
    }
}
