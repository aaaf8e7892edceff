using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;

namespace Sallyport.EndToEnd.Tests.Settings;

/// <summary>Each setting opens its own door and no other.</summary>
[Collection(SharedHubCollection.Name)]
public sealed class SettingCombinationTests(SharedHub shared)
{
    public static TheoryData<string, string, bool, bool> Combinations
    {
        get
        {
            var rows = new TheoryData<string, string, bool, bool>();
            foreach (var (cluster, version) in Pairs.All)
            {
                foreach (var (secrets, shell) in new[] { (false, false), (true, false), (false, true), (true, true) })
                {
                    rows.Add(cluster, version, secrets, shell);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task Settings_InEveryCombination_OpenOnlyTheirOwnDoor(string cluster, string version, bool secrets, bool shell)
    {
        var place = await shared.PlaceInAsync(cluster);
        await using var opened = await OpenDoors.SetAsync(shared.Hub, secrets, shell);
        var kubectl = shared.Hub.Developer.Kubectl(cluster, version);

        var listed = await kubectl.RunAsync("get secrets -n <ns> -o name".For(place));
        var read = await kubectl.RunAsync("get secret <secret> -n <ns> -o yaml".For(place));
        var run = await kubectl.RunAsync("exec <pod> -n <ns> -- echo behind the door".For(place));
        var forwarded = await kubectl.RunAsync("port-forward <pod> :8080 -n <ns>".For(place));
        var deleted = await kubectl.RunAsync("delete pod <pod> -n <ns>".For(place));
        var secretDeleted = await kubectl.RunAsync("delete secret <secret> -n <ns>".For(place));
        var logged = await kubectl.RunAsync("logs <pod> -n <ns> --tail=1".For(place));

        if (secrets)
        {
            listed.Succeeded().Output.Should().Contain($"secret/{place.Secret}");
            read.Succeeded().Output.Should().Contain("kind: Secret");
        }
        else
        {
            listed.Refused("secrets", "hidden");
            read.Refused("secrets", "hidden");
        }

        if (shell)
        {
            run.Succeeded().Output.Should().Contain("behind the door");
        }
        else
        {
            run.Refused("exec", "blocked");
        }

        forwarded.Refused("port", "blocked");
        deleted.Refused("delete");
        secretDeleted.Refused("secret");
        logged.Succeeded();
    }

    [Fact]
    public async Task PortForward_Allowed_CarriesARequest()
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);
        await shared.Hub.Api.SetAsync("port-forward", "allowed");
        try
        {
            await using var forward = shared.Hub.Developer.Kubectl(RealCluster.Name).Start("port-forward deployment/<deployment> :8080 -n <ns>".For(place));
            var port = await ForwardedPort.OfAsync(forward);
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });

            (await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/"), TestContext.Current.CancellationToken)).Should().Contain("hello from web");
        }
        finally
        {
            await shared.Hub.Api.SetAsync("port-forward", "blocked");
        }
    }
}
