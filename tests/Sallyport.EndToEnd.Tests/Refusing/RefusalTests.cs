using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Hubs;

namespace Sallyport.EndToEnd.Tests.Refusing;

/// <summary>With the settings as they come, no Secret and no shell is to be had by a read-only role, and each no explains itself.</summary>
[Collection(SharedHubCollection.Name)]
public sealed class RefusalTests(SharedHub shared)
{
    public static TheoryData<string, string, string, string> Secrets => Pairs.With(
    [
        ("get secrets -n <ns>", "secrets"),
        ("get secret <secret> -n <ns> -o yaml", "secrets"),
        ("get secrets -n <ns> --watch", "secrets"),
        ("get pods,secrets -n <ns>", "secrets"),
        ("describe secret <secret> -n <ns>", "secrets"),
        ("get --raw /api/v1/namespaces/<ns>/secrets", "secrets"),
        ("get --raw /api/v1/namespaces/<ns>/secrets/<secret>", "secrets"),
        ("get --raw /api/v1/namespaces/<ns>/secrets?watch=true", "secrets"),
    ]);

    public static TheoryData<string, string, string, string> Shells => Pairs.With(
    [
        ("exec <pod> -n <ns> -- ls", "exec"),
        ("exec -it deployment/<deployment> -n <ns> -- sh", "exec"),
        ("attach <pod> -n <ns>", "attach"),
        ("cp <ns>/<pod>:/etc/passwd /dev/null", "exec"),
        ("port-forward <pod> :8080 -n <ns>", "port"),
    ]);

    public static TheoryData<string, string, string, string> Detours => Pairs.With(
    [
        ("get --raw /api/v1/namespaces/<ns>/pods/<pod>/exec?command=ls&stdout=true", "upgrade"),
        ("get --raw /api/v1/namespaces/<ns>/pods/<pod>/attach?stdout=true", "upgrade"),
        ("get --raw /api/v1/namespaces/<ns>/pods/<pod>/portforward?ports=8080", "upgrade"),
        ("get --raw /api/v1/watch/namespaces/<ns>/secrets", "not supported"),
        ("get --raw /api/v1/watch/secrets", "not supported"),
        ("get --raw /api/v1/proxy/namespaces/<ns>/pods/<pod>/", "not supported"),
    ]);

    public static TheoryData<string, string, string, string> Writes => Pairs.With(
    [
        ("delete pod <pod> -n <ns>", "delete"),
        ("delete secret <secret> -n <ns>", "secret"),
        ("create secret generic mine --from-literal=a=b -n <ns>", "secret"),
        ("create configmap mine --from-literal=a=b -n <ns> --dry-run=server", "configmap"),
        ("run mine --image=any -n <ns>", "pods"),
        ("scale deployment <deployment> --replicas=2 -n <ns>", "scale"),
        ("annotate pod <pod> a=b -n <ns>", "pods"),
        ("rollout restart deployment/<deployment> -n <ns>", "deployments"),
        ("get --raw /api/v1/namespaces/<ns>/pods/<pod>/proxy/", "proxy"),
        ("get --raw /api/v1/namespaces/<ns>/services/web/proxy/", "proxy"),
        ("get --raw /api/v1/nodes/node1/proxy/pods", "proxy"),
    ]);

    [Theory]
    [MemberData(nameof(Secrets))]
    [CatalogueRow(98, 99, 100)]
    public async Task Secret_InAnyForm_IsRefusedWithTheSettingAndWhomToAsk(string cluster, string version, string command, string says)
    {
        var place = await shared.PlaceInAsync(cluster);

        var result = await shared.Hub.Developer.Kubectl(cluster, version).RunAsync(command.For(place));

        result.Refused(says, "hidden", "admin");
        result.Output.Should().NotContain("Y29ycmVjdC1ob3JzZQ").And.NotContain("correct-horse");
    }

    [Theory]
    [InlineData("get secrets -A")]
    [InlineData("get secrets -A --watch")]
    [InlineData("get --raw /api/v1/secrets?limit=1")]
    [InlineData("get secrets -n kube-system")]
    [CatalogueRow(98, 106, 121)]
    public async Task Secrets_OfTheWholeCluster_AreRefusedToWhoReadsAllElse(string command)
    {
        var reader = await shared.ReaderAsync();
        foreach (var (cluster, version) in Pairs.All)
        {
            var place = await shared.PlaceInAsync(cluster);

            var result = await reader.Kubectl(cluster, version).RunAsync(command.For(place));

            result.Refused("secrets", "hidden", "admin");
        }
    }

    [Theory]
    [MemberData(nameof(Shells))]
    [CatalogueRow(71, 72, 74, 92)]
    public async Task Shell_ByAnyRoute_IsRefusedWithTheSettingAndWhomToAsk(string cluster, string version, string command, string says)
    {
        var place = await shared.PlaceInAsync(cluster);

        var result = await shared.Hub.Developer.Kubectl(cluster, version).RunAsync(command.For(place));

        result.Refused(says, "blocked", "admin");
    }

    [Theory]
    [MemberData(nameof(Detours))]
    [CatalogueRow(32, 35, 71)]
    public async Task Detour_ThatNoClientTakes_IsRefusedForWhatItIs(string cluster, string version, string command, string says)
    {
        var place = await shared.PlaceInAsync(cluster);

        var result = await shared.Hub.Developer.Kubectl(cluster, version).RunAsync(command.For(place));

        result.Refused(says).Output.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Writes))]
    [CatalogueRow(77, 79, 82, 84, 85, 112)]
    public async Task Write_ByAReadOnlyRole_IsRefused(string cluster, string version, string command, string says)
    {
        var place = await shared.PlaceInAsync(cluster);

        var result = await shared.Hub.Developer.Kubectl(cluster, version).RunAsync(command.For(place));

        result.Refused(says, "admin");
    }

    [Fact]
    public async Task Refusal_WithATextOfTheOrganizations_TellsThatInstead()
    {
        var place = await shared.PlaceInAsync(Pairs.Demo);
        try
        {
            await shared.Hub.Api.AskAsync(HttpMethod.Put, "/api/v1/settings/ask-text", new System.Text.Json.Nodes.JsonObject
            {
                ["value"] = "Open a ticket at https://tickets.example/access",
            });

            var result = await shared.Hub.Developer.Kubectl(Pairs.Demo).RunAsync("get secrets -n <ns>".For(place));

            result.Refused("https://tickets.example/access");
        }
        finally
        {
            await shared.Hub.Api.AskAsync(HttpMethod.Put, "/api/v1/settings/ask-text", new System.Text.Json.Nodes.JsonObject { ["value"] = "" });
        }
    }

    [Theory]
    [InlineData("get pods -n <elsewhere>")]
    [InlineData("get pods -A")]
    public async Task Refusal_OutsideTheScope_NamesTheNamespacesInside(string command)
    {
        var place = await shared.PlaceInAsync(Pairs.Demo);
        var person = await shared.Hub.HireAsync("namespace-read-only", Scopes.Namespace(Pairs.Demo, place.Namespace));

        var result = await person.Kubectl(Pairs.Demo).RunAsync(command.For(place));

        result.Refused(place.Namespace);
    }

    [Fact]
    [CatalogueRow(139)]
    public async Task Impersonation_AskedForByTheClient_IsRefusedOrIgnored()
    {
        foreach (var (cluster, version) in Pairs.All)
        {
            var place = await shared.PlaceInAsync(cluster);

            var result = await shared.Hub.Developer.Kubectl(cluster, version).RunAsync(
                "get secrets -n <ns> --as=root --as-group=system:masters".For(place));

            result.ExitCode.Should().NotBe(0, "{0}", result);
            result.Output.Should().NotContain(place.Secret);
        }
    }
}
