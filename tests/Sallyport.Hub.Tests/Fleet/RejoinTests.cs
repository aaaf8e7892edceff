using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sallyport.Access.Enforcement;
using Sallyport.Agent.Cluster;
using Sallyport.Agent.Hosting;
using Sallyport.Demo;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Gateway;
using Sallyport.Hub.Hosting;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Fleet;

/// <summary>An agent that keeps a certificate from before, as one does where its folder or its Secret stays.</summary>
public sealed class RejoinTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private WebApplication _hub = null!;
    private DemoCluster _cluster = null!;

    [Fact]
    public async Task Rejoin_WithANewToken_ReplacesTheCertificateThatWasKept()
    {
        var first = (await Directory.CreateAsync("north", new Dictionary<string, string>(), Ceiling.Admin, Cancelled)).Token;
        await OnlineWithAsync(first);

        var second = (await Directory.RejoinAsync("north", Ceiling.Admin, Cancelled)).Token;

        await OnlineWithAsync(second);
        // A pod that is made anew brings the token it was installed with.
        await OnlineWithAsync(second);
        // And an older one does no harm.
        await OnlineWithAsync(first);
    }

    public async ValueTask InitializeAsync()
    {
        _hub = HubApplication.Build(new HubOptions { DataFolder = _folder.Path, GatewayPort = 0, ConsolePort = 0, LogLevel = LogLevel.Warning });
        await HubApplication.PrepareAsync(_hub, Cancelled);
        await HubApplication.StartAsync(_hub, Cancelled);
        _cluster = await DemoCluster.StartAsync(new DemoClusterOptions { Name = "north" }, Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.StopAsync(CancellationToken.None);
        await _hub.DisposeAsync();
        await _cluster.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ClusterDirectory Directory => _hub.Services.GetRequiredService<ClusterDirectory>();

    private async Task OnlineWithAsync(string token)
    {
        var agent = await AgentHost.StartAsync(
            new AgentOptions
            {
                Hub = _hub.Services.GetRequiredService<GatewayAddress>().Uri,
                HubAuthorities = [_hub.Services.GetRequiredService<CertificateAuthorities>().Server.Certificate],
                JoinToken = token,
                DataFolder = _folder.File("agent"),
                Forwarder = KubernetesEndpoint.WithToken(_cluster.Endpoint, _cluster.ForwarderToken),
                Reconciler = KubernetesEndpoint.WithToken(_cluster.Endpoint, _cluster.ReconcilerToken),
                Ceiling = Ceiling.Admin,
                Namespace = DemoCluster.AgentNamespace,
                Clock = TimeProvider.System,
            },
            NullLoggerFactory.Instance,
            Cancelled);
        await using (agent)
        {
            await Eventually.TrueAsync(() => Directory.Get("north").Session is not null);
        }

        await Eventually.TrueAsync(() => Directory.Get("north").Session is null);
    }
}
