using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;

namespace Sallyport.EndToEnd.Tests.Projects;

/// <summary>A project admin works in the project and nowhere else.</summary>
[Collection(SharedHubCollection.Name)]
public sealed class ProjectAdminTests(SharedHub shared)
{
    private static readonly SemaphoreSlim Hiring = new(1, 1);
    private static Person? _admin;

    [Theory]
    [InlineData("get secret <secret> -n <ns> -o yaml", "kind: Secret")]
    [InlineData("exec <pod> -n <ns> -- echo inside", "inside")]
    [InlineData("create configmap of-the-project --from-literal=a=b -n <ns>", "created")]
    [InlineData("annotate configmap settings seen=yes --overwrite -n <ns>", "configmap/settings")]
    [InlineData("scale deployment <deployment> --replicas=1 -n <ns>", "scaled")]
    [InlineData("delete configmap of-the-project -n <ns>", "deleted")]
    [InlineData("get nodes", "Ready")]
    public async Task ProjectAdmin_InTheProject_Works(string command, string says)
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);
        foreach (var version in new[] { Kubectl.Oldest, Kubectl.Newest })
        {
            var person = await AdminAsync(place);
            // Each row stands alone: what is to be created is not there, what is to be deleted is.
            var prepare = command.StartsWith("create", StringComparison.Ordinal) ? "delete configmap of-the-project" : "create configmap of-the-project";
            await shared.Real.Admin.RunAsync($"{prepare} -n <ns>".For(place));

            var result = await person.Kubectl(RealCluster.Name, version).RunAsync(command.For(place));

            result.Succeeded().Output.Should().Contain(says);
        }
    }

    [Fact]
    public async Task ProjectAdmin_RestartsARollout_Works()
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);
        var person = await AdminAsync(place);

        var result = await person.Kubectl(RealCluster.Name).RunAsync("rollout restart deployment/<deployment> -n <ns>".For(place));

        result.Succeeded().Output.Should().Contain("restarted");
    }

    [Theory]
    [InlineData("get pods -n <elsewhere>")]
    [InlineData("get secrets -n <elsewhere>")]
    [InlineData("exec toolbox -n <elsewhere> -- ls")]
    [InlineData("delete pod toolbox -n <elsewhere>")]
    [InlineData("create configmap mine --from-literal=a=b -n <elsewhere>")]
    [InlineData("get pods -A")]
    [InlineData("get secrets -A")]
    [InlineData("get secrets -n kube-system")]
    public async Task ProjectAdmin_OutsideTheProject_IsRefusedAndToldWhereToWork(string command)
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);
        var person = await AdminAsync(place);

        var result = await person.Kubectl(RealCluster.Name).RunAsync(command.For(place));

        result.Refused(place.Namespace);
    }

    [Theory]
    [InlineData("create clusterrolebinding mine --clusterrole=cluster-admin --user=me")]
    [InlineData("create rolebinding mine --clusterrole=cluster-admin --user=me -n <ns>")]
    [InlineData("label namespace <ns> team=mine --overwrite")]
    [InlineData("delete namespace <ns>")]
    [InlineData("label node node1 mine=yes")]
    [InlineData("delete crd widgets.e2e.sallyport.example")]
    [InlineData("get --raw /api/v1/nodes/node1/proxy/pods")]
    [CatalogueRow(165)]
    public async Task ProjectAdmin_OfWhatIsAboveAProject_IsRefused(string command)
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);
        var person = await AdminAsync(place);

        var result = await person.Kubectl(RealCluster.Name).RunAsync(command.For(place));

        result.Refused("forbidden");
    }

    [Fact]
    public async Task ProjectAdmin_InAnotherCluster_IsRefused()
    {
        var person = await AdminAsync(await shared.PlaceInAsync(RealCluster.Name));
        var other = await shared.PlaceInAsync(Pairs.Demo);

        var result = await person.Kubectl(Pairs.Demo).RunAsync("get pods -n <ns>".For(other));

        result.ExitCode.Should().NotBe(0, "{0}", result);
    }

    [Fact]
    public async Task ProjectAdmin_AppliesAFile_Works()
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);
        var person = await AdminAsync(place);
        var manifest = Encoding.UTF8.GetBytes(
            $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: applied, namespace: {place.Namespace}}}\ndata: {{a: b}}\n");
        foreach (var version in new[] { Kubectl.Oldest, Kubectl.Newest })
        {
            var kubectl = person.Kubectl(RealCluster.Name, version);

            (await kubectl.RunAsync(manifest, "apply", "-f", "-")).Succeeded();
            (await kubectl.RunAsync(manifest, "apply", "--server-side", "--force-conflicts", "-f", "-")).Succeeded();
            (await kubectl.RunAsync(manifest, "diff", "-f", "-")).Succeeded();
            (await kubectl.RunAsync(manifest, "delete", "-f", "-")).Succeeded();
        }
    }

    [Fact]
    [CatalogueRow(241)]
    public async Task ProjectAdmin_OfTheHubItself_IsRefused()
    {
        var person = await AdminAsync(await shared.PlaceInAsync(RealCluster.Name));
        using var api = new HubApi(shared.Hub.Place, person.Token);

        using var answer = await api.SendAsync(HttpMethod.Post, "/api/v1/assignments", new JsonObject
        {
            ["role"] = "organization-admin",
            ["user"] = person.Name,
            ["scope"] = Scopes.Organization(),
        });

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    private async Task<Person> AdminAsync(Place place)
    {
        await Hiring.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_admin is null)
            {
                await shared.Hub.Api.AskAsync(HttpMethod.Post, "/api/v1/projects", new JsonObject
                {
                    ["name"] = "e2e-shop",
                    ["scopes"] = new JsonArray(Scopes.Namespace(RealCluster.Name, place.Namespace)),
                });
                _admin = await shared.Hub.HireAsync("project-admin", Scopes.Project("e2e-shop"));
            }

            return _admin;
        }
        finally
        {
            Hiring.Release();
        }
    }
}
