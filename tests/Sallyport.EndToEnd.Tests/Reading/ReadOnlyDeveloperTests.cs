using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;

namespace Sallyport.EndToEnd.Tests.Reading;

/// <summary>A read-only developer troubleshoots with an ordinary kubectl.</summary>
[Collection(SharedHubCollection.Name)]
public sealed class ReadOnlyDeveloperTests(SharedHub shared)
{
    public static TheoryData<string, string, string, string> Reads => Pairs.With(
    [
        ("get pods -n <ns>", "<pod>"),
        ("get deployments,configmaps -n <ns>", "deployment.apps/<deployment>"),
        ("get pod <pod> -n <ns> -o yaml", "kind: Pod"),
        ("get pods -n <ns> -o json", "\"kind\":"),
        ("get pods -n <ns> -o wide", "NODE"),
        ("get nodes", "Ready"),
        ("get namespaces", "<ns>"),
        ("describe pod <pod> -n <ns>", "Events:"),
        ("describe deployment <deployment> -n <ns>", "Replicas:"),
        ("logs <pod> -n <ns> --tail=5", "\n"),
        ("logs deployment/<deployment> -n <ns>", "\n"),
        ("get events -n <ns>", "TYPE"),
        ("get crd", "."),
        ("api-resources", "deployments"),
        ("api-versions", "apps/v1"),
        ("explain pod.spec.containers", "image"),
        ("version", "Server Version"),
        ("get --raw /version", "gitVersion"),
        ("get --raw /api/v1/namespaces/<ns>/pods?limit=1", "PodList"),
        ("rollout status deployment/<deployment> -n <ns>", "successfully rolled out"),
        ("rollout history deployment/<deployment> -n <ns>", "REVISION"),
        ("auth can-i list pods -n <ns>", "yes"),
        ("auth can-i get pods --subresource=log -n <ns>", "yes"),
        ("auth can-i --list -n <ns>", "pods"),
    ]);

    [Theory]
    [MemberData(nameof(Reads))]
    [CatalogueRow(119, 124, 136)]
    public async Task Developer_ReadsWhatIsNotASecret_Works(string cluster, string version, string command, string says)
    {
        var place = await shared.PlaceInAsync(cluster);

        var result = await shared.Hub.Developer.Kubectl(cluster, version).RunAsync(command.For(place));

        result.Succeeded().Output.Should().ContainEquivalentOf(says.In(place));
    }

    [Theory]
    [InlineData("get pods -A", "<pod>")]
    [InlineData("get serviceaccounts -n kube-system", "default")]
    [InlineData("get events -A", "TYPE")]
    public async Task OrganizationReader_ReadsAcrossNamespaces_Works(string command, string says)
    {
        var reader = await shared.ReaderAsync();
        foreach (var (cluster, version) in Pairs.All)
        {
            var place = await shared.PlaceInAsync(cluster);

            var result = await reader.Kubectl(cluster, version).RunAsync(command.For(place));

            result.Succeeded().Output.Should().ContainEquivalentOf(says.In(place));
        }
    }

    [Theory]
    [InlineData("auth can-i get secrets -n <ns>")]
    [InlineData("auth can-i create pods --subresource=exec -n <ns>")]
    [InlineData("auth can-i delete pods -n <ns>")]
    [CatalogueRow(164)]
    public async Task CanI_OfWhatIsClosed_SaysNo(string command)
    {
        foreach (var (cluster, version) in Pairs.All)
        {
            var place = await shared.PlaceInAsync(cluster);

            var result = await shared.Hub.Developer.Kubectl(cluster, version).RunAsync(command.For(place));

            result.Output.Should().StartWith("no", "kubectl {0} asked the {1} cluster", version, cluster);
        }
    }

    [Theory]
    [InlineData("top pods -n <ns>", "CPU")]
    [InlineData("top nodes", "MEMORY")]
    [InlineData("auth whoami", "developer")]
    public async Task Developer_OfAClusterWithNewerApis_ReadsThemToo(string command, string says)
    {
        var place = await shared.PlaceInAsync(Pairs.Demo);

        var result = await shared.Hub.Developer.Kubectl(Pairs.Demo).RunAsync(command.For(place));

        result.Succeeded().Output.Should().Contain(says);
    }

    [Fact]
    [CatalogueRow(125)]
    public async Task Developer_ReadsACustomKind_Works()
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);

        var result = await shared.Hub.Developer.Kubectl(RealCluster.Name).RunAsync("get widgets -n <ns>".For(place));

        result.Succeeded().Output.Should().Contain("lever");
    }

    [Theory]
    [InlineData(RealCluster.Name)]
    [InlineData(Pairs.Demo)]
    public async Task Developer_WatchesPods_SeesAChange(string cluster)
    {
        var place = await shared.PlaceInAsync(cluster);
        await using var watch = shared.Hub.Developer.Kubectl(cluster).Start("get pods -w -o name -n <ns>".For(place));
        (await watch.Output.WaitForAsync(text => text.Contains(place.Pod, StringComparison.Ordinal), Kubectl.Patience))
            .Should().BeTrue("the watch begins with what is there: {0}", watch.Describe());
        var before = watch.Output.Text.Length;

        (await shared.Hub.Admin.Kubectl(cluster).RunAsync("annotate pod <pod> --overwrite touched=e2e -n <ns>".For(place))).Succeeded();

        (await watch.Output.WaitForAsync(text => text[before..].Contains(place.Pod, StringComparison.Ordinal), Kubectl.Patience))
            .Should().BeTrue("the change should arrive: {0}", watch.Describe());
        (await shared.Hub.Admin.Kubectl(cluster).RunAsync("annotate pod <pod> touched- -n <ns>".For(place))).Succeeded();
    }

    [Fact]
    public async Task Developer_FollowsALog_SeesNewLines()
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);
        await using var follow = shared.Hub.Developer.Kubectl(RealCluster.Name).Start("logs -f <pod> -n <ns>".For(place));
        (await follow.Output.WaitForAsync(text => text.Contains("toolbox is up", StringComparison.Ordinal), Kubectl.Patience)).Should().BeTrue();

        await shared.Real.Admin.RunAsync("exec <pod> -n <ns> -- sh -c".For(place).Append("echo written later > /proc/1/fd/1").ToArray());

        (await follow.Output.WaitForAsync(text => text.Contains("written later", StringComparison.Ordinal), Kubectl.Patience))
            .Should().BeTrue("the line should arrive: {0}", follow.Describe());
    }
}
