using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Settings;

namespace Sallyport.EndToEnd.Tests.Audits;

/// <summary>Who did it is known in both places, and neither holds what was read.</summary>
[Collection(SharedHubCollection.Name)]
public sealed class NamesTests(SharedHub shared)
{
    [Theory]
    [InlineData("get pods -n <ns>", "list", "pods", "")]
    [InlineData("logs <pod> -n <ns>", "get", "pods", "log")]
    [CatalogueRow(147, 260)]
    public async Task Request_InTheClustersOwnAudit_CarriesThePersonsNameAndOneGroup(string command, string verb, string resource, string subresource)
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);
        var log = ClusterAudit.FromNow();

        (await shared.Hub.Developer.Kubectl(RealCluster.Name).RunAsync(command.For(place))).Succeeded();

        var entry = await log.FindAsync(
            entry => (string?)entry["impersonatedUser"]?["username"] == "sallyport:developer"
                && (string?)entry["verb"] == verb
                && (string?)entry["objectRef"]?["resource"] == resource
                && ((string?)entry["objectRef"]?["subresource"] ?? "") == subresource
                && (string?)entry["objectRef"]?["namespace"] == place.Namespace,
            $"{verb} {resource} by sallyport:developer");
        var groups = entry["impersonatedUser"]!["groups"]!.AsArray().Select(group => (string)group!).ToArray();
        groups.Where(group => group.StartsWith("sallyport:", StringComparison.Ordinal)).Should().ContainSingle();
        groups.Should().HaveCount(2).And.Contain("system:authenticated");
    }

    [Fact]
    [CatalogueRow(251)]
    public async Task Refusal_IsAuditedByTheHub_AndNeverReachesTheCluster()
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);
        var log = ClusterAudit.FromNow();
        var since = await shared.Hub.Audit.NowAsync();

        (await shared.Hub.Developer.Kubectl(RealCluster.Name).RunAsync("get secret <secret> -n <ns>".For(place))).Refused();

        var audited = await shared.Hub.Audit.FindAsync(
            since, entry => (string?)entry["user"] == "developer" && (string?)entry["resource"] == "secrets", "the refusal");
        ((bool?)audited["allowed"]).Should().BeFalse();
        ((string?)audited["verb"]).Should().Be("get");
        ((string?)audited["cluster"]).Should().Be(RealCluster.Name);
        ((string?)audited["namespace"]).Should().Be(place.Namespace);
        ((string?)audited["name"]).Should().Be(place.Secret);
        ((string?)audited["reason"]).Should().NotBeNullOrEmpty();
        log.Events().Should().NotContain(entry =>
            (string?)entry["objectRef"]!["resource"] == "secrets" && (string?)entry["impersonatedUser"]!["username"] == "sallyport:developer");
    }

    [Fact]
    [CatalogueRow(255)]
    public async Task SecretRead_WhenVisible_IsAuditedWithoutItsValue()
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);
        var since = await shared.Hub.Audit.NowAsync();
        await using (await OpenDoors.SetAsync(shared.Hub, secrets: true, shell: false))
        {
            (await shared.Hub.Developer.Kubectl(RealCluster.Name).RunAsync("get secret <secret> -n <ns> -o yaml".For(place))).Succeeded();
        }

        await shared.Hub.Audit.FindAsync(
            since,
            entry => (string?)entry["resource"] == "secrets" && (string?)entry["name"] == place.Secret && (int?)entry["status"] == 200,
            "the end of the read");
        var everything = string.Concat((await shared.Hub.Audit.SinceAsync(0)).Select(entry => entry.ToJsonString()));
        everything.Should().NotContain("correct-horse").And.NotContain("Y29ycmVjdC1ob3JzZQ").And.NotContain("spt_");
    }

    [Fact]
    public async Task Audit_ReadByTheCommandLine_NamesCommandAndPerson()
    {
        var place = await shared.PlaceInAsync(Pairs.Demo);
        (await shared.Hub.Developer.Kubectl(Pairs.Demo).RunAsync("get secrets -n <ns>".For(place))).Refused();
        var cli = await shared.Hub.SignedInAsync(shared.Hub.Admin);

        var printed = (await cli.RunAsync("audit", "--user", "developer", "-o", "json")).Succeeded().Output;

        var events = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject());
        events.Should().Contain(entry =>
            (string?)entry["resource"] == "secrets" && (bool?)entry["allowed"] == false && (string?)entry["kubectlCommand"] == "kubectl get");
    }
}
