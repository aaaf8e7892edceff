using System.Net;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Failing;

/// <summary>A cluster whose agent is gone is missed at once, and taken back without a new token.</summary>
public sealed class AgentLossTests
{
    [Fact]
    public async Task Agent_Killed_LeavesA503ThatSaysSo_AndComesBackByItself()
    {
        await using var cluster = await RealCluster.FindAsync()
            ?? throw Machine.Lacks($"SALLYPORT_E2E_KUBECONFIG names no cluster; {Machine.HowToGetCluster}");
        await using var hub = await Hub.StartAsync();
        await using var agent = await AgentProcess.JoinAsync(hub, "lonely", cluster);
        var kubectl = (await hub.WithClusterAsync(hub.Developer, "lonely")).Kubectl("lonely");
        (await kubectl.RunAsync("get", "pods", "-n", cluster.Shop)).Succeeded();
        using var http = GatewayClient.For(hub.Place, "lonely", hub.Developer.Token);

        await agent.KillAsync();

        HttpResponseMessage? away = null;
        await Eventually.HoldsAsync(
            async () => (away = await http.GetAsync(new Uri($"api/v1/namespaces/{cluster.Shop}/pods", UriKind.Relative))).StatusCode
                == HttpStatusCode.ServiceUnavailable,
            TimeSpan.FromSeconds(5),
            "the hub answers 503");
        (await away!.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("lonely").And.Contain("\"kind\":\"Status\"");
        (await kubectl.RunAsync("get", "pods", "-n", cluster.Shop)).Refused("lonely");

        await agent.StartAgainAsync();

        (await kubectl.RunAsync("get", "pods", "-n", cluster.Shop)).Succeeded();
    }
}
