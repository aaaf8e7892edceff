using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Fleet;
using Sallyport.Tunnel.Protocol;
using static Sallyport.Hub.Tests.Api.PolicyHub;

namespace Sallyport.Hub.Tests.Api;

/// <summary>Whose access to what a change would change, and cases that the policy is held against.</summary>
public sealed class PreviewTests
{
    [Fact]
    public async Task Preview_OfASetting_CountsPeopleAndClustersAndListsThem()
    {
        await using var hub = await WithClustersAsync();

        var answer = await PreviewAsync(hub, """{"setting":{"name":"secrets","change":{"value":"visible"}}}""");

        answer["people"]!["gaining"]!.GetValue<int>().Should().Be(1, "{0}", answer);
        answer["clusters"]!.GetValue<int>().Should().Be(2);
        answer["summary"]!.AsArray().Single()!.ToJsonString().Should().Be("""{"what":"secrets","to":"visible","gains":true,"people":1,"clusters":2}""");
        answer["total"]!.GetValue<int>().Should().Be(2);
        answer["items"]![0]!["user"]!.GetValue<string>().Should().Be("developer");
        answer["items"]![0]!["namespace"]!.GetValue<string>().Should().Be("shop");
    }

    [Fact]
    public async Task Preview_KeepsNothing()
    {
        await using var hub = await WithClustersAsync();
        var before = await hub.ExportAsync();

        await PreviewAsync(hub, """{"setting":{"name":"secrets","change":{"value":"visible"}}}""");
        await PreviewAsync(hub, $$"""{"assignment":{"role":"namespace-admin","group":"dev","scope":{{Scope}} } }""");
        await PreviewAsync(hub, $$"""{"documents":[{{Assignment("dev-shop")}}]}""");

        (await hub.ExportAsync()).ToJsonString().Should().Be(before.ToJsonString());
    }

    [Fact]
    public async Task Preview_OfDocumentsOfAnOwner_TellsWhatIsTakenAwayAsWell()
    {
        await using var hub = await WithClustersAsync();
        await hub.ApplyAsync("platform", Assignment("old", "namespace-admin", "\"user\":\"developer\""));

        var answer = await PreviewAsync(hub, $$"""{"owner":"platform","prune":true,"documents":[{{Assignment("new", "namespace-admin", "\"user\":\"project-admin\"")}}] }""");

        answer["people"]!["losing"]!.GetValue<int>().Should().Be(1);
        answer["items"]!.AsArray().Select(item => $"{item!["user"]} {item["what"]} {item["to"]}").Distinct().Should().BeEquivalentTo(
            "developer secrets hidden", "developer shell blocked", "developer port-forward blocked", "developer namespace-admin not given",
            "project-admin namespace-admin given");
    }

    [Fact]
    public async Task Preview_OfAGuardrailsEnd_TellsWhatItHeldBack()
    {
        await using var hub = await WithClustersAsync();
        await hub.AskAsync(
            "POST", "/api/v1/guardrails", await hub.TokenAsync("admin"),
            """{"name":"no-shells","rules":[{"apiGroups":[""],"resources":["pods/exec","pods/attach"],"verbs":["*"]}],"except":[{"kind":"user","name":"admin"}]}""");

        var answer = await PreviewAsync(hub, """{"removedGuardrail":"no-shells"}""");

        answer["items"]!.AsArray().Select(item => $"{item!["user"]} {item["what"]} {item["to"]}").Distinct().Should().BeEquivalentTo("project-admin shell allowed");
    }

    [Fact]
    public async Task Preview_OfADelegationsEnd_TellsWhatWasSetUnderIt()
    {
        await using var hub = await WithClustersAsync();
        var (admin, delegate_) = (await hub.TokenAsync("admin"), await hub.TokenAsync("project-admin"));
        var (_, made) = await hub.AskAsync(
            "POST", "/api/v1/delegations", admin,
            """{"user":"project-admin","scope":{"kind":"project","project":"shop"},"capabilities":{"secrets":"visible"},"reason":"outages"}""");
        await hub.AskAsync("PUT", "/api/v1/settings/secrets", delegate_, """{"value":"visible","reason":"an outage","place":{"kind":"project","project":"shop"}}""");

        var answer = await PreviewAsync(hub, $$"""{"removedDelegation":"{{made!["id"]}}"}""");

        answer["items"]!.AsArray().Select(item => $"{item!["user"]} {item["what"]} {item["to"]}").Distinct().Should().BeEquivalentTo("developer secrets hidden");
    }

    [Theory]
    [InlineData("""{"removedGuardrail":"nothing"}""", "no guardrail")]
    [InlineData("""{"removedDelegation":"00000000-0000-0000-0000-000000000001"}""", "no delegation")]
    public async Task Preview_OfTheEndOfWhatIsNotThere_SaysSo(string question, string says)
    {
        await using var hub = await WithClustersAsync();

        var (status, problem) = await hub.AskAsync("POST", "/api/v1/policy/preview", await hub.TokenAsync("admin"), question);

        status.Should().Be(404);
        problem!["detail"]!.GetValue<string>().Should().Contain(says);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public async Task Preview_OnAPage_GivesThatPage(int offset, int items)
    {
        await using var hub = await WithClustersAsync();

        var answer = await PreviewAsync(hub, $$"""{"limit":1,"offset":{{offset}},"setting":{"name":"secrets","change":{"value":"visible"} } }""");

        answer["items"]!.AsArray().Should().HaveCount(items);
        answer["total"]!.GetValue<int>().Should().Be(2);
    }

    [Theory]
    [InlineData("""{"user":"developer","verb":"get","resource":"pods","namespace":"shop","allowed":true}""", true)]
    [InlineData("""{"user":"developer","verb":"get","resource":"secrets","namespace":"shop","allowed":false}""", true)]
    [InlineData("""{"user":"developer","verb":"create","resource":"pods","subresource":"exec","namespace":"shop","cluster":"prod*","allowed":true}""", false)]
    [InlineData("""{"groups":["dev"],"verb":"delete","resource":"pods","namespace":"shop","allowed":true}""", true)]
    [InlineData("""{"groups":["dev","ops"],"verb":"delete","resource":"pods","namespace":"s*","allowed":true}""", true)]
    [InlineData("""{"groups":["dev"],"verb":"delete","resource":"pods","namespace":"*","allowed":true}""", false)]
    [InlineData("""{"groups":["dev"],"verb":"get","resource":"pods","namespace":"pr*","allowed":false}""", false)]
    [InlineData("""{"user":"nobody","verb":"get","resource":"pods","namespace":"shop","allowed":false}""", false)]
    public async Task Test_OfACaseAgainstWouldBeDocuments_PassesOrSaysWhere(string one, bool passes)
    {
        await using var hub = await WithClustersAsync();

        var (status, answer) = await hub.AskAsync(
            "POST", "/api/v1/policy/test", await hub.TokenAsync("admin"), $$"""{"cases":[{{one}}],"documents":[{{Assignment("dev-shop", "namespace-admin")}}]}""");

        status.Should().Be(200, "{0}", answer);
        answer!["results"]![0]!["passed"]!.GetValue<bool>().Should().Be(passes, "{0}", answer);
        (answer["results"]![0]!["reason"] is null).Should().Be(passes);
    }

    private static async Task<JsonNode> PreviewAsync(ApiHub hub, string body)
    {
        var (status, answer) = await hub.AskAsync("POST", "/api/v1/policy/preview", await hub.TokenAsync("admin"), body);
        status.Should().Be(200, "{0}", answer);
        return answer!;
    }

    private static async Task<ApiHub> WithClustersAsync()
    {
        var hub = await ApiHub.StartAsync();
        foreach (var name in new[] { "prod", "prod-2" })
        {
            await hub.AskAsync("POST", "/api/v1/clusters", await hub.TokenAsync("admin"), $$"""{"name":"{{name}}"}""");
            hub.Services.GetRequiredService<ClusterRegistry>().Find(name)!.Learn(
                [new NamespaceFacts("shop", "1", new Dictionary<string, string>()), new NamespaceFacts("play", "2", new Dictionary<string, string>())]);
        }

        return hub;
    }
}
