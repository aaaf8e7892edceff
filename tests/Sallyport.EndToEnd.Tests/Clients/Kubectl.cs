using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Clients;

/// <summary>A real kubectl of one version, as one person, towards one cluster.</summary>
internal sealed class Kubectl
{
    /// <summary>Generous, for busy machines: it bounds a hang and measures nothing.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public const string Oldest = "1.20";
    public const string Newest = "1.36";
    private readonly string _program;
    private readonly string _kubeconfig;
    private readonly string? _context;

    public Kubectl(string version, string kubeconfig, string? context)
    {
        Version = version;
        _program = Path.Combine(Machine.KubectlFolder, version, "kubectl");
        if (!File.Exists(_program))
        {
            throw Machine.Lacks($"there is no kubectl {version} at {_program}; eng/kubectl.sh fetches it");
        }

        _kubeconfig = kubeconfig;
        _context = context;
    }

    public string Version { get; }

    public Task<ProcessResult> RunAsync(params string[] arguments) => RunAsync(input: null, arguments);

    public async Task<ProcessResult> RunAsync(ReadOnlyMemory<byte>? input, params string[] arguments)
    {
        await using var running = Start(arguments);
        var feeding = FeedAsync(running, input ?? ReadOnlyMemory<byte>.Empty);
        var result = await running.WaitForExitAsync(Patience);
        await feeding;
        return result;
    }

    /// <summary>Starts it and leaves its standard input open.</summary>
    public RunningProcess Start(params string[] arguments)
    {
        string[] common = ["--kubeconfig", _kubeconfig, .. _context is null ? [] : new[] { "--context", _context }];
        // Flags of kubectl's own stand before a "--", after which everything is the container's.
        var own = Array.IndexOf(arguments, "--") is var at and >= 0 ? at : arguments.Length;
        return RunningProcess.Start(
            _program,
            [.. arguments[..own], .. common, .. arguments[own..]],
            new Dictionary<string, string?>
            {
                // Its discovery cache: a fresh one for every kubeconfig.
                ["HOME"] = _kubeconfig + ".home",
                ["KUBECONFIG"] = null,
                ["HTTPS_PROXY"] = null,
                ["https_proxy"] = null,
            });
    }

    private static async Task FeedAsync(RunningProcess running, ReadOnlyMemory<byte> input)
    {
        try
        {
            await running.Input.WriteAsync(input);
            running.Input.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of its input; its exit code says whether that was right.
        }
    }
}
