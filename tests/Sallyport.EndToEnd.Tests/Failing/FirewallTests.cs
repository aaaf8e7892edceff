using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Failing;

/// <summary>Agents that reach the hub only through somebody else's proxy.</summary>
public sealed class FirewallTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task QuietWatch_ThroughAConnectProxyAndThroughATerminatingOne_SurvivesThreeMinutes()
    {
        await using var cluster = await RealCluster.FindAsync()
            ?? throw Machine.Lacks($"SALLYPORT_E2E_KUBECONFIG names no cluster; {Machine.HowToGetCluster}");
        await using var hub = await Hub.StartAsync();
        await using var tinyproxy = await ConnectProxy.StartAsync(hub.Place);
        await using var nginx = await TerminatingProxy.StartAsync(hub.Place);
        // One cluster stands for two: both agents are told the same, so neither undoes the other's work.
        await using var tunnelled = await AgentProcess.JoinAsync(hub, "by-connect", cluster, environment: tinyproxy.Environment);
        await using var terminated = await AgentProcess.JoinAsync(hub, "by-nginx", cluster, gatewayPort: nginx.Port);
        await using var first = await WatchAsync(hub, "by-connect", cluster);
        await using var second = await WatchAsync(hub, "by-nginx", cluster);

        // Nothing happens in this namespace for longer than either proxy waits.
        await Task.Delay(Quiet, TestContext.Current.CancellationToken);
        (await cluster.Admin.RunAsync("create", "configmap", "after-the-quiet", "-n", cluster.Shop)).Succeeded();

        foreach (var watch in new[] { first, second })
        {
            (await watch.Output.WaitForAsync(text => text.Contains("after-the-quiet", StringComparison.Ordinal), TimeSpan.FromSeconds(20)))
                .Should().BeTrue("the same watch should still be open: {0}", watch.Describe());
        }

        (await tinyproxy.SaidAsync()).Should().Contain($"CONNECT 127.0.0.1:{hub.Place.GatewayPort}");
        (await nginx.ConnectionsAsync()).Should().BePositive("the enrolment, at least, went through nginx and is over");
    }

    private static async Task<RunningProcess> WatchAsync(Hub hub, string name, RealCluster cluster)
    {
        var person = await hub.WithClusterAsync(hub.Developer, name);
        var watch = person.Kubectl(name).Start("get", "configmaps", "-w", "-o", "name", "-n", cluster.Shop);
        (await watch.Output.WaitForAsync(text => text.Contains("settings", StringComparison.Ordinal), Kubectl.Patience))
            .Should().BeTrue("the watch should be open: {0}", watch.Describe());
        return watch;
    }
}
