using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Api;

/// <summary>What the admin of a project does over the API, and does not.</summary>
public sealed class ProjectAdminTests
{
    private const string ForDeveloper = """{"role":"namespace-admin","user":"developer","scope":{"kind":"namespace","namespaces":["shop-a"]}}""";

    [Fact]
    public async Task Role_InTheProject_IsGivenAndTakenAwayAndAuditedWithTheRight()
    {
        await using var hub = await ApiHub.StartAsync();
        var projectAdmin = await hub.TokenAsync("project-admin");

        var given = await hub.AskAsync("POST", "/api/v1/assignments", projectAdmin, ForDeveloper);
        var taken = await hub.AskAsync("DELETE", $"/api/v1/assignments/{given.Answer!["id"]}", projectAdmin);

        given.Status.Should().Be(200);
        taken.Status.Should().Be(204);
        await Eventually.TrueAsync(async () => (await EventsAsync(hub, "project-admin")).Count(e => e["change"] is not null) == 2);
        (await EventsAsync(hub, "project-admin")).Where(e => (string?)e["kind"] == "decision")
            .Should().OnlyContain(e => (bool)e["allowed"]! && ((string)e["reason"]!).Contains("administers project shop"));
    }

    [Theory]
    [InlineData("""{"role":"organization-admin","user":"developer","scope":{"kind":"organization"}}""", "not wholly inside project shop")]
    [InlineData("""{"role":"organization-admin","user":"developer","scope":{"kind":"project","project":"shop"}}""", "role of the organization")]
    [InlineData("""{"role":"project-admin","user":"developer","scope":{"kind":"cluster","clusters":["*"]}}""", "not wholly inside project shop")]
    [InlineData("""{"role":"namespace-admin","user":"developer","scope":{"kind":"namespace","namespaces":["*"]}}""", "not wholly inside project shop")]
    [InlineData("""{"role":"project-admin","user":"project-admin","scope":{"kind":"project","project":"shop"}}""", "to themselves")]
    [CatalogueRow(241)]
    public async Task Role_BeyondTheProject_IsRefusedWithWhomToAskAndAudited(string body, string sentence)
    {
        await using var hub = await ApiHub.StartAsync();

        var (status, answer) = await hub.AskAsync("POST", "/api/v1/assignments", await hub.TokenAsync("project-admin"), body);

        status.Should().Be(403);
        ((string)answer!["detail"]!).Should().Contain(sentence).And.EndWith("Ask admin.");
        hub.Services.GetRequiredService<PolicySource>().Current.Document.Assignments.Should().HaveCount(3);
        await Eventually.TrueAsync(async () => (await EventsAsync(hub, "project-admin")).Any(e => (bool?)e["allowed"] == false));
        (await EventsAsync(hub, "project-admin")).Should().Contain(e => (bool?)e["allowed"] == false && ((string)e["reason"]!).Contains(sentence));
    }

    [Fact]
    [CatalogueRow(241)]
    public async Task Role_WhoseMistakeIsFoundBeforeTheRight_LeavesADecisionToo()
    {
        await using var hub = await ApiHub.StartAsync();

        (await hub.AskAsync("POST", "/api/v1/assignments", await hub.TokenAsync("project-admin"), "{}")).Status.Should().Be(400);

        await Eventually.TrueAsync(async () => (await EventsAsync(hub, "project-admin")).Count == 2);
        (await EventsAsync(hub, "project-admin")).Should().OnlyContain(e => e["change"] == null);
    }

    [Fact]
    [CatalogueRow(241)]
    public async Task Right_TakenAwayFromThem_IsWorthNothingAtTheNextChange()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        var projectAdmin = await hub.TokenAsync("project-admin");
        var own = hub.Services.GetRequiredService<PolicySource>().Current.Document.Assignments.Single(a => a.Subject.Name == "project-admin");
        (await hub.AskAsync("DELETE", $"/api/v1/assignments/{own.Id}", admin)).Status.Should().Be(204);

        (await hub.AskAsync("POST", "/api/v1/assignments", projectAdmin, ForDeveloper)).Status.Should().Be(403);
    }

    [Fact]
    public async Task Tightening_OfASetting_StaysBesideWhatTheOrganizationSetsAndIsTakenBack()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        var projectAdmin = await hub.TokenAsync("project-admin");
        const string Place = "\"place\":{\"kind\":\"project\",\"project\":\"shop\"}";

        var tightened = await hub.AskAsync("PUT", "/api/v1/settings/secrets", projectAdmin, $$"""{"value":"hidden",{{Place}}}""");
        var opened = await hub.AskAsync("PUT", "/api/v1/settings/secrets", admin, $$"""{"value":"visible",{{Place}}}""");

        tightened.Status.Should().Be(200);
        opened.Answer!["warnings"]!.AsArray().Select(one => (string?)one).Should().ContainSingle(one => one!.Contains("tightened it for project shop"));
        var exceptions = (await hub.AskAsync("GET", "/api/v1/settings/exceptions", projectAdmin)).Answer!.AsArray();
        exceptions.Select(one => (string?)one!["value"]).Should().BeEquivalentTo("hidden", "visible");
        exceptions.Select(one => (string?)one!["tightenedBy"]).Should().BeEquivalentTo("shop", null);
        (await hub.AskAsync("DELETE", $"/api/v1/settings/exceptions/{opened.Answer["id"]}", projectAdmin)).Status.Should().Be(403, "an Organization Admin set it");
        (await hub.AskAsync("DELETE", $"/api/v1/settings/exceptions/{tightened.Answer!["id"]}", projectAdmin)).Status.Should().Be(204);
    }

    [Theory]
    [InlineData("""{"value":"visible","place":{"kind":"project","project":"shop"}}""", "project admins tighten settings")]
    [InlineData("""{"value":"hidden"}""", "not wholly inside project shop")]
    [InlineData("""{"value":"hidden","locked":true}""", "lock")]
    [CatalogueRow(241)]
    public async Task Setting_ThatOpensOrReachesFurther_IsRefused(string body, string sentence)
    {
        await using var hub = await ApiHub.StartAsync();

        var (status, answer) = await hub.AskAsync("PUT", "/api/v1/settings/secrets", await hub.TokenAsync("project-admin"), body);

        status.Should().Be(403);
        ((string)answer!["detail"]!).Should().Contain(sentence);
    }

    [Theory]
    [InlineData("PUT", "/api/v1/projects/shop", """{"scopes":[{"kind":"cluster","clusters":["*"]}]}""")]
    [InlineData("POST", "/api/v1/guardrails", """{"name":"g","rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}]}""")]
    [InlineData("POST", "/api/v1/delegations", """{"user":"project-admin","scope":{"kind":"project","project":"shop"},"capabilities":{"secrets":"visible"},"reason":"r"}""")]
    [InlineData("PUT", "/api/v1/roles/mine", """{"readOnly":false,"rules":[{"apiGroups":["*"],"resources":["*"],"verbs":["*"]}]}""")]
    [InlineData("PATCH", "/api/v1/users/project-admin", """{"groups":["admins"]}""")]
    [InlineData("PATCH", "/api/v1/clusters/north", """{"labels":{"env":"dev"}}""")]
    [CatalogueRow(241)]
    public async Task Organization_IsNotTheirsToChange(string method, string path, string body)
    {
        await using var hub = await ApiHub.StartAsync();

        (await hub.AskAsync(method, path, await hub.TokenAsync("project-admin"), body)).Status.Should().Be(403);
    }

    private static async Task<List<JsonNode>> EventsAsync(ApiHub hub, string user) =>
        [.. (await hub.AskAsync("GET", $"/api/v1/audit?after=0&user={user}", await hub.TokenAsync("admin"))).Answer!["events"]!.AsArray().OfType<JsonNode>()
            .Where(e => (string?)e["method"] != "GET")];
}
