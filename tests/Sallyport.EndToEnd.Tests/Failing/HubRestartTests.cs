using System.Collections.Concurrent;
using System.Net;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Failing;

/// <summary>A hub that stops, politely or not, comes back with everything it had.</summary>
public sealed class HubRestartTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Hub_StoppedByCtrlC_EndsCleanlyAndKeepsEverything()
    {
        await using var hub = await Hub.StartAsync();
        var person = await hub.HireAsync("organization-read-only", Scopes.Organization());
        await hub.Api.SetAsync("port-forward", "allowed");
        var authority = await File.ReadAllTextAsync(hub.Place.CertificateAuthority, TestContext.Current.CancellationToken);
        var token = hub.Developer.Token;

        var ended = await hub.Process.StopAsync();
        await hub.StartAgainAsync();

        ended.ExitCode.Should().Be(0, "{0}", ended);
        (await File.ReadAllTextAsync(hub.Place.CertificateAuthority, TestContext.Current.CancellationToken)).Should().Be(authority);
        hub.Developer.Token.Should().Be(token);
        (await person.Kubectl(Pairs.Demo).RunAsync("get", "pods", "-A")).Succeeded();
        var settings = await hub.Api.AskAsync(HttpMethod.Get, "/api/v1/settings");
        ((string?)settings["portForward"]!["value"]).Should().Be("allowed");
    }

    [Fact]
    public async Task Hub_KilledUnderLoad_ComesBackWithItsAgentsAndLosesNothingAudited()
    {
        await using var cluster = await RealCluster.FindAsync()
            ?? throw Machine.Lacks($"SALLYPORT_E2E_KUBECONFIG names no cluster; {Machine.HowToGetCluster}");
        string[] attach = ["--kubeconfig", cluster.Kubeconfig];
        await using var hub = await Hub.StartAsync(attach);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var answered = new ConcurrentBag<string>();
        var load = Enumerable.Range(0, 8).Select(worker => LoadAsync(hub, cluster, worker, answered, stop.Token)).ToArray();
        await Eventually.HoldsAsync(() => Task.FromResult(answered.Count > 200), Limit, "two hundred requests are answered");

        await hub.Process.KillAsync();
        var before = answered.Count;
        await hub.StartAgainAsync(attach);
        await Eventually.HoldsAsync(() => Task.FromResult(answered.Count > before + 200), Limit, "two hundred more are answered");
        await stop.CancelAsync();
        await Task.WhenAll(load);

        (await hub.Developer.Kubectl(RealCluster.Name).RunAsync("get", "pods", "-n", cluster.Shop)).Succeeded();
        await Eventually.HoldsAsync(
            async () =>
            {
                var audited = (await hub.Audit.SinceAsync(0)).Select(entry => (string?)entry["name"]).ToHashSet();
                return answered.All(audited.Contains);
            },
            Limit,
            "every answered request is in the audit");
    }

    /// <summary>Asks for pods that do not exist, each by a name of its own, and notes those that the cluster answered.</summary>
    private static async Task LoadAsync(Hub hub, RealCluster cluster, int worker, ConcurrentBag<string> answered, CancellationToken stop)
    {
        using var http = GatewayClient.For(hub.Place, RealCluster.Name, hub.Developer.Token);
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var name = $"nobody-{worker}-{number}";
            try
            {
                using var answer = await http.GetAsync(new Uri($"api/v1/namespaces/{cluster.Shop}/pods/{name}", UriKind.Relative), stop);
                if (answer.StatusCode == HttpStatusCode.NotFound)
                {
                    answered.Add(name);
                }
                else
                {
                    await Task.Delay(50, stop);
                }
            }
            catch (Exception away) when (away is HttpRequestException or OperationCanceledException)
            {
                // The hub is down for a moment, which is what this is about.
                await Task.WhenAny(Task.Delay(50, CancellationToken.None));
            }
        }
    }
}
