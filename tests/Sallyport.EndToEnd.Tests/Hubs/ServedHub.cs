using System.Text.RegularExpressions;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Hubs;

/// <summary><c>sallyport-hub serve</c>, set up by hand as the first administrator does it.</summary>
internal sealed partial class ServedHub : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private readonly RunningProcess _process;

    private ServedHub(RunningProcess process, HubPlace place)
    {
        _process = process;
        Place = place;
        Cli = new SallyportCli(Path.Combine(place.Data, "cli"));
    }

    public HubPlace Place { get; }

    /// <summary>Signed in as the first Organization Admin.</summary>
    public SallyportCli Cli { get; }

    /// <summary>By which the first Organization Admin is made, once.</summary>
    public string SetupToken => PrintedToken().Match(_process.Output.Text).Groups[1].Value;

    /// <summary>What it printed.</summary>
    public string Said => _process.Describe();

    public static async Task<ServedHub> StartAsync(string address, string names, params string[] more)
    {
        var hub = await StartEmptyAsync(address, names, more);
        (await hub.Cli.RunAsync(
            "setup", hub.Place.Console.ToString(), "--setup-token", hub.SetupToken, "--name", "first", "--ca", hub.Place.CertificateAuthority)).Succeeded();
        return hub;
    }

    /// <summary>A new installation, which nobody has set up.</summary>
    public static async Task<ServedHub> StartEmptyAsync(string address, string names, params string[] more)
    {
        var place = new HubPlace();
        var process = RunningProcess.Start("dotnet", [
            Repository.Program("Sallyport.Hub", "sallyport-hub"), "serve",
            "--data", place.Data, "--address", address, "--gateway-names", names,
            "--gateway-port", $"{place.GatewayPort}", "--console-port", $"{place.ConsolePort}", .. more]);
        var hub = new ServedHub(process, place);
        (await process.Output.WaitForAsync(text => text.Contains("Sallyport is ready", StringComparison.Ordinal), StartLimit))
            .Should().BeTrue("the hub should be ready: {0}", process.Describe());
        return hub;
    }

    /// <summary>kubectl for a cluster, with a kubeconfig as the command line writes it.</summary>
    public async Task<Kubectl> KubectlAsync(string cluster)
    {
        var path = Path.Combine(Place.Data, $"{cluster}.yaml");
        (await Cli.RunAsync("kubeconfig", "--with-token", "--cluster", cluster, "--write", path)).Succeeded();
        return new Kubectl(Kubectl.Newest, path, cluster);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Interrupt();
        await _process.DisposeAsync();
        Place.Dispose();
    }

    [GeneratedRegex(@"--setup-token (\S+)")]
    private static partial Regex PrintedToken();
}
