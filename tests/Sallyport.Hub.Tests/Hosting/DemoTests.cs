using System.Net.Sockets;
using System.Text.RegularExpressions;
using Sallyport.Hub.Hosting;
using Sallyport.Hub.Hosting.Demo;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Hosting;

/// <summary>The demo starts, says that it is ready, and finds everything again.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Demo_StartedTwice_KeepsItsTokensAndItsCa()
    {
        await RunAsync(Options());
        var kubeconfig = await File.ReadAllTextAsync(Kubeconfig("developer"), TestContext.Current.CancellationToken);
        var ca = await File.ReadAllTextAsync(_folder.File("ca.crt"), TestContext.Current.CancellationToken);

        await RunAsync(Options());

        (await File.ReadAllTextAsync(_folder.File("ca.crt"), TestContext.Current.CancellationToken)).Should().Be(ca);
        Token(await File.ReadAllTextAsync(Kubeconfig("developer"), TestContext.Current.CancellationToken)).Should().Be(Token(kubeconfig));
        kubeconfig.Should().Contain("name: demo").And.Contain("tls-server-name: demo.clusters.sallyport.internal");
        File.GetUnixFileMode(Kubeconfig("admin")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(_folder.File("sallyport.db")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Demo_PortTaken_SaysSo()
    {
        using var other = new TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var taken = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;

        var start = () => DemoRun.RunAsync(Options() with { GatewayPort = taken }, TextWriter.Null, TestContext.Current.CancellationToken);

        (await start.Should().ThrowAsync<StartFailure>()).WithMessage($"*{taken}*--gateway-port*");
    }

    [Fact]
    public async Task Demo_FolderOfARunningHub_SaysSo()
    {
        await using var first = HubApplication.Build(new HubOptions { DataFolder = _folder.Path, GatewayPort = 0, ConsolePort = 0 });

        var second = () => DemoRun.RunAsync(Options(), TextWriter.Null, TestContext.Current.CancellationToken);

        (await second.Should().ThrowAsync<StartFailure>()).WithMessage("*in use by another hub*--data*");
    }

    [Fact]
    public void Fleet_OfMany_HasSomeAgentsAway()
    {
        var fleet = DemoFleetPlan.Make(8).ToArray();

        fleet.Select(member => member.Name).Should().OnlyHaveUniqueItems();
        fleet.Count(member => member.AgentAway).Should().Be(2);
        DemoFleetPlan.Make(1).Should().ContainSingle().Which.Name.Should().Be("demo");
    }

    [Fact]
    public void Fleet_ToldHowManyAreAway_HasSoManyAndTheFirstIsThere()
    {
        var fleet = DemoFleetPlan.Make(50, away: 5).ToArray();

        fleet.Count(member => member.AgentAway).Should().Be(5);
        fleet[0].AgentAway.Should().BeFalse();
        DemoFleetPlan.Make(3, away: 0).Should().NotContain(member => member.AgentAway);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static string Token(string kubeconfig) => Regex.Match(kubeconfig, "token: (spt_.*)").Groups[1].Value;

    private string Kubeconfig(string person) => Path.Combine(_folder.Path, "kubeconfigs", person + ".yaml");

    private DemoOptions Options() => new() { Data = _folder.Path, GatewayPort = 0, ConsolePort = 0 };

    private static async Task RunAsync(DemoOptions options)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        var running = DemoRun.RunAsync(options, output, stop.Token);
        await Eventually.TrueAsync(() => running.IsCompleted || output.ToString().Contains("Sallyport is ready", StringComparison.Ordinal));
        await stop.CancelAsync();
        (await running).Should().Be(0);
        output.ToString().Should().Contain("Sallyport is ready");
    }
}
