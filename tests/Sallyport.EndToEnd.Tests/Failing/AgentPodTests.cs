using System.Text;
using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Doors;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Failing;

/// <summary>The agent as it is meant to run: a pod, from its own image, by exactly what <c>clusters add</c> printed.</summary>
public sealed class AgentPodTests
{
    private const string Cluster = "podded";
    private const string Image = "sallyport.test/agent:e2e";
    private const string Namespace = "sallyport-agent";
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(120);

    [Fact]
    [CatalogueRow(93, 171)]
    public async Task Agent_AsAPod_ServesKubectl_KeepsItselfOutOfReach_AndOutlivesItsPod()
    {
        await using var cluster = await RealCluster.FindAsync()
            ?? throw Machine.Lacks($"SALLYPORT_E2E_KUBECONFIG names no cluster; {Machine.HowToGetCluster}");
        await LoadImageAsync();
        await using var hub = await ServedHub.StartAsync("0.0.0.0", $"{Machine.PodHost},127.0.0.1", "--agent-image", Image);
        var manifest = (await hub.Cli.RunAsync("clusters", "add", Cluster)).Succeeded().OutputBytes;
        try
        {
            (await cluster.Admin.RunAsync(manifest, "apply", "-f", "-")).Succeeded();
            await OnlineAsync(hub, cluster);
            var kubectl = await hub.KubectlAsync(Cluster);
            (await kubectl.RunAsync("get", "pods", "-n", cluster.Shop)).Succeeded().Output.Should().Contain("toolbox");
            (await kubectl.RunAsync("exec", "toolbox", "-n", cluster.Shop, "--", "echo", "through", "the", "pod")).Succeeded()
                .Output.Should().Be("through the pod\n");

            (await kubectl.RunAsync("get", "secrets", "-n", Namespace)).Refused(Namespace);
            (await kubectl.RunAsync("exec", "-n", Namespace, "deploy/sallyport-agent", "--", "sh")).Refused(Namespace);
            (await kubectl.RunAsync("get", "secrets", "-A")).Succeeded()
                .Output.Should().Contain("db-password").And.NotContain(Namespace);

            var first = await PodAsync(cluster);
            await OwnPlace.IsOutOfReachAsync(kubectl, cluster, Namespace, first);
            (await cluster.Admin.RunAsync("delete", "pod", first, "-n", Namespace)).Succeeded();
            await Eventually.HoldsAsync(
                async () => (await kubectl.RunAsync("get", "pods", "-n", cluster.Shop)).ExitCode == 0 && await PodAsync(cluster) != first,
                JoinLimit,
                "kubectl works again by another pod, with no new token");
        }
        finally
        {
            await cluster.Admin.RunAsync(manifest, "delete", "--ignore-not-found", "--wait=false", "-f", "-");
        }
    }

    private static async Task LoadImageAsync()
    {
        var archive = Path.Combine(Directory.CreateTempSubdirectory("sallyport-e2e-").FullName, "agent.tar");
        await RunAsync("bash", Path.Combine(Repository.Root, "deploy", "images", "build.sh"), "agent", archive, Image);
        await RunAsync(Machine.Program("ctr"), "--address", Machine.Containerd, "--namespace", "k8s.io", "images", "import", archive);
        Directory.Delete(Path.GetDirectoryName(archive)!, recursive: true);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        await using var running = RunningProcess.Start(program, arguments);
        running.Input.Close();
        (await running.WaitForExitAsync(TimeSpan.FromMinutes(5))).Succeeded();
    }

    private static async Task OnlineAsync(ServedHub hub, RealCluster cluster)
    {
        var joined = await Eventually.FindAsync(
            async () => Encoding.UTF8.GetString((await hub.Cli.RunAsync("clusters", "list", "-o", "json")).Succeeded().OutputBytes) is var listed
                && (string?)JsonNode.Parse(listed)!.AsArray().Single()!["state"] == "online" ? listed : null,
            JoinLimit);
        var pods = joined is null ? await cluster.Admin.RunAsync("-n", Namespace, "describe", "pods") : null;
        var logs = joined is null ? await cluster.Admin.RunAsync("-n", Namespace, "logs", "deploy/sallyport-agent", "--tail=50") : null;
        joined.Should().NotBeNull("the agent should have come: {0} {1}", pods, logs);
    }

    private static async Task<string> PodAsync(RealCluster cluster) =>
        (await cluster.Admin.RunAsync(
            "get", "pods", "-n", Namespace, "--field-selector", "status.phase=Running", "-o", "jsonpath={.items[*].metadata.name}")).Succeeded().Output;
}
