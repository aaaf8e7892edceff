using System.Text.Json.Nodes;
using Sallyport.Access.Policy;

namespace Sallyport.Hub.Tests.Api;

/// <summary>What decided, all that was weighed, and who else may.</summary>
public sealed class AccessTests
{
    private static readonly Scope Shop = new() { Kind = ScopeKind.Namespace, Namespaces = ["shop"] };

    [Fact]
    public async Task CanI_Allowed_NamesTheAssignmentAndTheGroup()
    {
        await using var hub = await HubAsync();

        var answer = await CanIAsync(hub, await hub.TokenAsync("carol", "namespace-read-only", Shop), "list", "pods");

        ((string?)answer["decidedBy"]).Should().Be("assignment");
        ((string?)answer["assignment"]!["role"]).Should().Be("namespace-read-only");
        ((string?)answer["group"]).Should().Be("sallyport:namespace-read-only:1:base:ns:shop");
        Weighed(answer).Should().ContainSingle().Which.Should().Contain("Namespace Read Only (namespace shop): allows it");
    }

    [Fact]
    public async Task CanI_HeldBack_TellsTheSettingThatWasWeighed()
    {
        await using var hub = await HubAsync();
        var carol = await hub.TokenAsync("carol", "namespace-read-only", Shop);
        await hub.AskAsync("PUT", "/api/v1/settings/shell", await hub.TokenAsync("admin"), """{"value":"allowed","subject":{"kind":"role","name":"namespace-read-only"}}""");
        await hub.AskAsync("PUT", "/api/v1/settings/shell", await hub.TokenAsync("admin"), """{"value":"blocked","place":{"kind":"namespace","namespaces":["shop"]}}""");

        var answer = await CanIAsync(hub, carol, "create", "pods", "exec");

        ((bool?)answer["allowed"]).Should().BeFalse();
        ((string?)answer["decidedBy"]).Should().Be("setting");
        answer["group"].Should().BeNull("no group goes on for what is refused");
        Weighed(answer).Should().Contain(line => line.Contains("held back by a setting"))
            .And.Contain(line => line.Contains("allowed for role Namespace Read Only"))
            .And.Contain(line => line.Contains("blocked for namespace shop"));
    }

    [Fact]
    public async Task CanI_UnderAGuardrail_TellsItAndWhomItSpares()
    {
        await using var hub = await HubAsync();
        var admin = await hub.TokenAsync("admin");
        var carol = await hub.TokenAsync("carol", "namespace-read-only", Shop);
        await hub.AskAsync("POST", "/api/v1/guardrails", admin, """{"name":"calm","rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["list"]}],"except":[{"kind":"user","name":"admin"}]}""");

        var refused = await CanIAsync(hub, carol, "list", "pods");
        ((string?)refused["decidedBy"]).Should().Be("guardrail");
        Weighed(refused).Should().Contain("guardrail calm: denies it");
        Weighed(await CanIAsync(hub, admin, "list", "pods")).Should().Contain("guardrail calm: makes an exception for this user");
    }

    [Fact]
    public async Task WhoCan_AskedByAReader_ListsExactlyThoseWhoMay()
    {
        await using var hub = await HubAsync();
        await hub.TokenAsync("carol", "namespace-read-only", Shop);
        var reader = await hub.TokenAsync("rita", "organization-read-only");

        var answer = (await hub.AskAsync("POST", "/api/v1/who-can", reader, """{"verb":"delete","resource":"pods","namespace":"shop"}""")).Answer!;
        var listing = (await hub.AskAsync("POST", "/api/v1/who-can", reader, """{"cluster":"north","verb":"list","resource":"pods","namespace":"shop"}""")).Answer!;

        Users(answer).Should().NotContain("carol").And.NotContain("rita").And.Contain("admin");
        Users(listing).Should().Contain(["admin", "carol", "rita"]);
        listing["total"]!.GetValue<int>().Should().Be(Users(listing).Count());
        var carol = listing["allowed"]!.AsArray().Single(one => (string?)one!["user"] == "carol")!;
        ((string?)carol["cluster"]).Should().Be("north");
        ((string?)carol["assignment"]!["role"]).Should().Be("namespace-read-only");
    }

    [Theory]
    [InlineData("carol", """{"verb":"get","resource":"pods"}""", 403)]
    [InlineData("admin", """{"verb":"get","resource":"pods","cluster":"nowhere"}""", 404)]
    [InlineData("admin", """{"resource":"pods"}""", 400)]
    public async Task WhoCan_AskedAmiss_IsRefused(string user, string body, int status)
    {
        await using var hub = await HubAsync();
        var token = await hub.TokenAsync(user, user == "admin" ? null : "project-admin", new Scope { Kind = ScopeKind.Cluster, Clusters = ["*"] });

        (await hub.AskAsync("POST", "/api/v1/who-can", token, body)).Status.Should().Be(status);
    }

    private static async Task<ApiHub> HubAsync()
    {
        var hub = await ApiHub.StartAsync();
        await hub.AskAsync("POST", "/api/v1/clusters", await hub.TokenAsync("admin"), """{"name":"north"}""");
        return hub;
    }

    private static async Task<JsonNode> CanIAsync(ApiHub hub, string token, string verb, string resource, string subresource = "") =>
        (await hub.AskAsync(
            "POST", "/api/v1/can-i", token,
            $$"""{"cluster":"north","verb":"{{verb}}","resource":"{{resource}}","subresource":"{{subresource}}","namespace":"shop"}""")).Answer!;

    private static IEnumerable<string> Weighed(JsonNode answer) => answer["weighed"]!.AsArray().Select(line => line!.GetValue<string>());

    private static IEnumerable<string> Users(JsonNode answer) => answer["allowed"]!.AsArray().Select(one => (string)one!["user"]!);
}
