using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Api;

public sealed class ApiTests
{
    [Fact]
    public async Task Setting_Set_IsShownAndAuditedWithBeforeAndAfter()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");

        (await hub.AskAsync("PUT", "/api/v1/settings/secrets", admin, """{"value":"visible","reason":"incident 42"}""")).Status.Should().Be(200);
        (await hub.AskAsync("PUT", "/api/v1/settings/secrets", admin, """{"value":"hidden","place":{"kind":"namespace","namespaces":["pay-*"]}}""")).Status.Should().Be(200);
        (await hub.AskAsync("PUT", "/api/v1/settings/secrets", admin, """{"value":"hidden"}""")).Status.Should().Be(200);

        var shown = (await hub.AskAsync("GET", "/api/v1/settings", await hub.TokenAsync("developer"))).Answer!["secrets"]!;
        ((string?)shown["value"]).Should().Be("hidden");
        ((string?)shown["exceptions"]![0]!["place"]!["kind"]).Should().Be("namespace");
        var events = new List<JsonNode>();
        await Eventually.TrueAsync(async () =>
        {
            events = [.. (await hub.AskAsync("GET", "/api/v1/audit?after=0&user=admin", admin)).Answer!["events"]!.AsArray().Select(e => e!)];
            return events.Count == 6;
        });
        events.Select(e => (string?)e["change"]).Last(change => change is not null)
            .Should().Contain("secrets is hidden for everyone").And.Contain("before: visible");
        events[^1]["method"]!.GetValue<string>().Should().Be("PUT", "an end is shown with its request");
    }

    [Fact]
    public async Task Setting_OpenForATime_TakesAwayTheBlockThatComesBackByItself()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        var until = DateTimeOffset.UtcNow.AddHours(1).ToString("O");
        await hub.AskAsync("PUT", "/api/v1/settings/shell", admin, """{"value":"blocked"}""");

        (await hub.AskAsync("PUT", "/api/v1/settings/shell", admin, $$"""{"value":"allowed","expires":"{{until}}"}""")).Status.Should().Be(200);
        var shown = (await hub.AskAsync("GET", "/api/v1/settings", admin)).Answer!["shell"]!;
        ((string?)shown["exceptions"]![0]!["value"]).Should().Be("allowed");
        shown["exceptions"]!.AsArray().Should().HaveCount(1);

        await hub.AskAsync("PUT", "/api/v1/settings/shell", admin, """{"value":"blocked","locked":true}""");
        (await hub.AskAsync("PUT", "/api/v1/settings/shell", admin, $$"""{"value":"allowed","expires":"{{until}}"}""")).Status.Should().Be(409);
    }

    [Theory]
    [InlineData("PUT", "/api/v1/settings/secrets", """{"value":"half-open"}""", 400, "secrets is hidden or keys-only or visible.")]
    [InlineData("PUT", "/api/v1/settings/secrets", """{"value":"visible","exprise":"2030-01-01T00:00:00Z"}""", 400, "exprise")]
    [InlineData("PUT", "/api/v1/settings/secrets", "{\n \"value\": visible}", 400, "line 2")]
    [InlineData("PUT", "/api/v1/settings/secrets", """{"value":"visible","value":"hidden"}""", 400, "value")]
    [InlineData("PUT", "/api/v1/settings/secrets", "", 400, "cannot be read")]
    [InlineData("PUT", "/api/v1/settings/secrets", "null", 400, "null")]
    [InlineData("PUT", "/api/v1/settings/volume", """{"value":"visible"}""", 404, "no setting")]
    [InlineData("POST", "/api/v1/assignments", """{"role":"king","user":"developer","scope":{"kind":"organization"}}""", 400, "organization-admin")]
    [InlineData("POST", "/api/v1/assignments", """{"role":"king","user":"nobody","scope":{"kind":"cluster"}}""", 400, "no user")]
    [InlineData("POST", "/api/v1/assignments", """{"role":"project-admin","user":"developer","scope":{"kind":"cluster","clusterSelector":"a in ("}}""", 400, "selector")]
    [InlineData("POST", "/api/v1/users", """{"name":"system:masters"}""", 400, "a-z")]
    [InlineData("POST", "/api/v1/users", """{"name":"admin"}""", 409, "already")]
    [InlineData("DELETE", "/api/v1/users/admin", null, 400, "without an Organization Admin")]
    [InlineData("DELETE", "/api/v1/projects/shop", null, 409, "still used")]
    [InlineData("DELETE", "/api/v1/tokens/7", null, 404, "no token")]
    [InlineData("POST", "/api/v1/users/admin/tokens", """{"validFor":"1y"}""", 400, "7d")]
    [InlineData("POST", "/api/v1/clusters", """{"name":"North!"}""", 400, "DNS label")]
    [InlineData("PATCH", "/api/v1/clusters/nowhere", """{"labels":{"a":"b"}}""", 404, "no cluster")]
    [InlineData("GET", "/api/v1/audit?limt=7", null, 400, "limit")]
    [InlineData("GET", "/api/v1/audit?limit=100000", null, 400, "limit")]
    [InlineData("DELETE", "/api/v1/me", null, 404, "no DELETE")]
    [CatalogueRow(149, 209, 242)]
    public async Task Mistake_OfAnAdmin_IsAnsweredInWords(string method, string path, string? body, int status, string sentence)
    {
        await using var hub = await ApiHub.StartAsync();

        var (answered, problem) = await hub.AskAsync(method, path, await hub.TokenAsync("admin"), body);

        answered.Should().Be(status);
        ((string?)problem!["detail"]).Should().Contain(sentence).And.NotContain("Sallyport.").And.NotContain("Exception");
    }

    [Fact]
    [CatalogueRow(226)]
    public async Task Body_TooLargeOrNoJson_IsRefused()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");

        (await hub.AskAsync("POST", "/api/v1/users", admin, $$"""{"name":"{{new string('a', 100_000)}}"}""")).Status.Should().Be(413);
        using var form = await hub.SendAsync("POST", "/api/v1/users", admin, "name=a", "application/x-www-form-urlencoded");
        ((int)form.StatusCode).Should().Be(415);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("spt_0000000000000000000000000000000000000000000000000")]
    [CatalogueRow(236)]
    public async Task Me_WithoutATokenInForce_Is401(string? token)
    {
        await using var hub = await ApiHub.StartAsync();

        (await hub.AskAsync("GET", "/api/v1/me", token)).Status.Should().Be(401);
    }

    [Fact]
    [CatalogueRow(246)]
    public async Task Token_OfAUser_WorksUntilItIsRevoked()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await hub.AskAsync("POST", "/api/v1/users", admin, """{"name":"eve","groups":["oncall"]}""");
        var issued = (await hub.AskAsync("POST", "/api/v1/users/eve/tokens", admin, """{"validFor":"2h"}""")).Answer!;
        var token = (string)issued["token"]!;

        ((string?)(await hub.AskAsync("GET", "/api/v1/me", token)).Answer!["user"]).Should().Be("eve");
        (await hub.AskAsync("DELETE", $"/api/v1/tokens/{issued["id"]}", admin)).Status.Should().Be(204);

        (await hub.AskAsync("GET", "/api/v1/me", token)).Status.Should().Be(401);
    }

    [Fact]
    [CatalogueRow(235, 246)]
    public async Task User_RemovedAndMadeAgain_HasNothingOfTheOld()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        var old = await hub.TokenAsync("developer");

        (await hub.AskAsync("DELETE", "/api/v1/users/developer", admin)).Status.Should().Be(204);
        (await hub.AskAsync("POST", "/api/v1/users", admin, """{"name":"developer"}""")).Status.Should().Be(200);

        (await hub.AskAsync("GET", "/api/v1/me", old)).Status.Should().Be(401);
        var me = (await hub.AskAsync("GET", "/api/v1/me", await hub.TokenAsync("developer"))).Answer!;
        me["assignments"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Clusters_AddedLabelledAndRemoved_AreShownToThoseWhoReachThem()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        var outsider = await hub.TokenAsync("eve", "namespace-read-only", new() { Kind = Access.Policy.ScopeKind.Namespace, Clusters = ["south"], Namespaces = ["a"] });

        var added = (await hub.AskAsync("POST", "/api/v1/clusters", admin, """{"name":"north","labels":{"env":"dev"}}""")).Answer!;
        ((string?)added["joinToken"]).Should().NotBeNullOrEmpty();
        await hub.AskAsync("PATCH", "/api/v1/clusters/north", admin, """{"labels":{"env":null,"tier":"1"}}""");

        var shown = (await hub.AskAsync("GET", "/api/v1/clusters", admin)).Answer!.AsArray().Should().ContainSingle().Which!;
        ((string?)shown["state"]).Should().Be("never-joined");
        shown["labels"]!.ToJsonString().Should().Be("""{"tier":"1"}""");
        (await hub.AskAsync("GET", "/api/v1/clusters", outsider)).Answer!.AsArray().Should().BeEmpty();
        (await hub.AskAsync("DELETE", "/api/v1/clusters/north", admin)).Answer!["deleteInCluster"]!.GetValue<string>().Should().Contain("kubectl delete");
        hub.Services.GetRequiredService<ClusterRegistry>().All.Should().BeEmpty();
    }

    [Theory]
    [InlineData("admin", "delete", "pods", true)]
    [InlineData("developer", "get", "secrets", false)]
    [InlineData("developer", "list", "pods", true)]
    public async Task CanI_AboutACluster_AnswersTheHubsDecision(string user, string verb, string resource, bool allowed)
    {
        await using var hub = await ApiHub.StartAsync();
        await hub.AskAsync("POST", "/api/v1/clusters", await hub.TokenAsync("admin"), """{"name":"north"}""");

        var (status, answer) = await hub.AskAsync(
            "POST", "/api/v1/can-i", await hub.TokenAsync(user),
            $$"""{"cluster":"north","verb":"{{verb}}","resource":"{{resource}}","namespace":"shop"}""");

        status.Should().Be(200);
        answer!["allowed"]!.GetValue<bool>().Should().Be(allowed);
        ((string?)answer["reason"]).Should().NotBeNullOrEmpty();
    }

    [Fact]
    [CatalogueRow(234)]
    public async Task Kubeconfig_OfADeveloper_HasATokenOfTheirOwn()
    {
        await using var hub = await ApiHub.StartAsync();
        await hub.AskAsync("POST", "/api/v1/clusters", await hub.TokenAsync("admin"), """{"name":"north"}""");

        using var response = await hub.SendAsync("POST", "/api/v1/kubeconfig", await hub.TokenAsync("developer"), "{}");
        var yaml = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        yaml.Should().Contain("name: north").And.MatchRegex("token: spt_[0-9A-Za-z]{49}");
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Theory]
    [InlineData("developer", "{}", 200)]
    [InlineData("developer", "{\"validFor\":\"30m\"}", 200)]
    [InlineData("developer", "{\"validFor\":\"365d\"}", 400)]
    [InlineData("admin", "{\"validFor\":\"30d\"}", 400)]
    [CatalogueRow(234, 235)]
    public async Task Kubeconfig_TokenOfOnesOwn_LastsNoLongerThanTheOneItWasMadeWith(string user, string body, int status)
    {
        await using var hub = await ApiHub.StartAsync();
        var token = await hub.TokenAsync(user);

        using var response = await hub.SendAsync("POST", "/api/v1/kubeconfig", token, body);

        ((int)response.StatusCode).Should().Be(status);
        await using var database = await hub.Services.GetRequiredService<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var ends = await database.Credentials.Where(c => c.User == user).Select(c => new { c.Purpose, c.Expires }).ToListAsync(TestContext.Current.CancellationToken);
        var own = ends.Single(c => c.Purpose == "test").Expires;
        ends.Count(c => c.Purpose == "kubeconfig" && (user == "admin" || c.Expires <= own)).Should().Be(status == 200 ? 1 : 0);
    }

    [Fact]
    public async Task Rejoin_BodyOfUnknownLength_IsRead()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await hub.AskAsync("POST", "/api/v1/clusters", admin, """{"name":"north"}""");

        using var response = await hub.SendAsync("POST", "/api/v1/clusters/north/rejoin", admin, """{"ceiling":"read-only"}""", chunked: true);

        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("--ceiling read-only");
    }

    [Fact]
    [CatalogueRow(239)]
    public async Task Audit_Followed_TellsWhatHappensAndShowsOthersOnlyTheirOwn()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        var developer = await hub.TokenAsync("developer");
        using var response = await hub.SendAsync("GET", "/api/v1/audit?follow=true", admin);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        await hub.AskAsync("PUT", "/api/v1/settings/secrets", developer, """{"value":"visible"}""");

        var line = JsonNode.Parse((await lines.ReadLineAsync(TestContext.Current.CancellationToken))!)!;
        ((string?)line["user"]).Should().Be("developer");
        line["allowed"]!.GetValue<bool>().Should().BeFalse();
        (await hub.AskAsync("GET", "/api/v1/audit?user=admin", developer)).Status.Should().Be(403);
        (await hub.AskAsync("GET", "/api/v1/audit", developer)).Answer!["events"]!.AsArray()
            .Should().OnlyContain(e => (string?)e!["user"] == "developer");
    }

    [Fact]
    public async Task Health_Unauthenticated_Answers()
    {
        await using var hub = await ApiHub.StartAsync();

        foreach (var path in new[] { "/healthz", "/readyz" })
        {
            using var response = await hub.SendAsync("GET", path, null);
            ((int)response.StatusCode).Should().Be(200);
        }
    }
}
