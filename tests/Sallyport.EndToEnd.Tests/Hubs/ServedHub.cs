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

    public static async Task<ServedHub> StartAsync(string address, string names, params string[] more)
    {
        var place = new HubPlace();
        var process = RunningProcess.Start("dotnet", [
            Repository.Program("Sallyport.Hub", "sallyport-hub"), "serve",
            "--data", place.Data, "--address", address, "--gateway-names", names,
            "--gateway-port", $"{place.GatewayPort}", "--console-port", $"{place.ConsolePort}", .. more]);
        var hub = new ServedHub(process, place);
        (await process.Output.WaitForAsync(text => text.Contains("Sallyport is ready", StringComparison.Ordinal), StartLimit))
            .Should().BeTrue("the hub should be ready: {0}", process.Describe());
        var token = SetupToken().Match(process.Output.Text).Groups[1].Value;
        (await hub.Cli.RunAsync(
            "setup", place.Console.ToString(), "--setup-token", token, "--name", "first", "--ca", place.CertificateAuthority)).Succeeded();
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
    private static partial Regex SetupToken();
}
