using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Settings;

/// <summary>Where shell is at listed commands, a person runs those with kubectl and nothing else.</summary>
[Collection(SharedHubCollection.Name)]
public sealed class ListedCommandsTests(SharedHub shared)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public static TheoryData<string, string> Clusters => new(Pairs.All);

    [Theory]
    [MemberData(nameof(Clusters))]
    public async Task Exec_OfAListedCommand_RunsAndIsAuditedWordForWord(string cluster, string version)
    {
        var place = await shared.PlaceInAsync(cluster);
        await using var listed = await ListAsync("ls **", "cat /etc/*");
        var since = await shared.Hub.Audit.NowAsync();
        var kubectl = shared.Hub.Developer.Kubectl(cluster, version);

        (await kubectl.RunAsync("exec <pod> -n <ns> -- ls /".For(place))).Succeeded().Output.Should().Contain("etc");
        (await kubectl.RunAsync("exec <pod> -n <ns> -- cat /etc/hostname".For(place))).Succeeded();

        var entry = await shared.Hub.Audit.FindAsync(since, e => (string?)e["subresource"] == "exec" && e["command"]?[0]?.ToString() == "cat", "the command");
        entry["command"]!.AsArray().Select(argument => argument!.ToString()).Should().Equal("cat", "/etc/hostname");
        ((string?)entry["group"]).Should().Contain(":commands:");
    }

    [Theory]
    [MemberData(nameof(Clusters))]
    public async Task Exec_OfAnythingElse_IsRefusedWithTheList(string cluster, string version)
    {
        var place = await shared.PlaceInAsync(cluster);
        await using var listed = await ListAsync("ls **", "cat /etc/*");
        var kubectl = shared.Hub.Developer.Kubectl(cluster, version);

        foreach (var command in (string[])
            [
                "exec <pod> -n <ns> -- id", "exec <pod> -n <ns> -- sh -c ls", "exec <pod> -n <ns> -- cat /etc/../etc/hostname",
                "exec <pod> -n <ns> -- cat /etc/hostname /etc/passwd", "exec -i <pod> -n <ns> -- ls /", "exec -it <pod> -n <ns> -- ls /",
                "exec <pod> -n <ns> -- /bin/ls /",
            ])
        {
            (await kubectl.RunAsync(command.For(place))).Refused("listed commands", "\"ls **\", \"cat /etc/*\"");
        }

        (await kubectl.RunAsync("attach <pod> -n <ns>".For(place))).Refused("listed commands");
        (await kubectl.RunAsync("auth can-i create pods --subresource=exec -n <ns>".For(place))).Output.Should().Contain("no");
        (await kubectl.RunAsync("get secrets -n <ns>".For(place))).Refused("hidden");
    }

    [Theory]
    [MemberData(nameof(Clusters))]
    public async Task Exec_WhenTheListBecomesAnother_IsCutAndSaysSo(string cluster, string version)
    {
        var place = await shared.PlaceInAsync(cluster);
        await using var listed = await ListAsync("sleep *", "echo *");
        var since = await shared.Hub.Audit.NowAsync();
        await using var running = shared.Hub.Developer.Kubectl(cluster, version).Start("exec <pod> -n <ns> -- sleep 600".For(place));
        await shared.Hub.Audit.FindAsync(since, e => (string?)e["subresource"] == "exec" && e["allowed"]?.GetValue<bool>() == true, "the command");
        if (cluster == RealCluster.Name)
        {
            // Cut while kubectl opens its SPDY streams, it would wait half a minute for the answer to one of them.
            await Eventually.HoldsAsync(
                async () => (await shared.Real.Admin.RunAsync("exec <pod> -n <ns> -- ps".For(place))).Output.Contains("sleep 600", StringComparison.Ordinal),
                TimeSpan.FromSeconds(30),
                "the command runs");
        }

        await SetAsync("echo *");

        var result = await running.WaitForExitAsync(Soon);
        (result.Errors + result.Output).Should().ContainEquivalentOf("echo *", "the end should explain itself: {0}", result);
        (await shared.Hub.Developer.Kubectl(cluster, version).RunAsync("exec <pod> -n <ns> -- echo still".For(place))).Succeeded().Output.Should().Contain("still");
    }

    [Fact]
    public async Task Settings_OnTheCommandLine_ListShowAndWarn()
    {
        var cli = await shared.Hub.SignedInAsync(shared.Hub.Admin);
        await using var listed = await ListAsync("ls");

        var set = (await cli.RunAsync("settings", "set", "shell", "listed-commands", "--command", "cat /var/log/*", "--command", "find / **")).Succeeded();
        set.Output.Should().Contain("shell set to listed-commands");
        set.Errors.Should().Contain("warning: \"find / **\"");
        (await cli.RunAsync("settings", "get")).Succeeded().Output.Should().Contain("listed commands").And.Contain("  cat /var/log/*\n");
        JsonNode.Parse((await cli.RunAsync("settings", "get", "-o", "json")).Succeeded().Output)!["shell"]!["commands"]!.AsArray()
            .Select(command => command!.ToString()).Should().Equal("cat /var/log/*", "find / **");
        (await cli.RunAsync("settings", "set", "shell", "listed-commands", "--command", "* x")).Refused("begins with the program");
        (await cli.RunAsync("settings", "set", "shell", "listed-commands")).Refused("needs commands");
        (await cli.RunAsync("settings", "set", "shell", "allowed", "--command", "ls")).Refused("listed-commands");
    }

    private async Task<OpenDoors> ListAsync(params string[] commands)
    {
        var doors = await OpenDoors.SetAsync(shared.Hub, secrets: false, shell: false);
        await SetAsync(commands);
        return doors;
    }

    private Task<JsonNode> SetAsync(params string[] commands) => shared.Hub.Api.AskAsync(
        HttpMethod.Put,
        "/api/v1/settings/shell",
        new JsonObject { ["value"] = "listed-commands", ["commands"] = new JsonArray([.. commands.Select(command => JsonValue.Create(command))]) });
}
