using Sallyport.Access.Policy;

namespace Sallyport.Hub.Tests.Api;

/// <summary>Who is shown how much of the policy.</summary>
public sealed class SightTests
{
    [Theory]
    [InlineData("admin", "admin,ann,developer,project-admin", "shop,warehouse", 3, "everywhere,here,there")]
    [InlineData("reader", "admin,ann,developer,project-admin", "shop,warehouse", 3, "everywhere,here,there")]
    [InlineData("project-admin", "developer,project-admin", "shop", 2, "everywhere,here")]
    [InlineData("developer", "developer", "shop", 1, "everywhere,here")]
    [InlineData("ann", "ann", "warehouse", 1, "everywhere,there")]
    [InlineData("nobody", "", "", 0, "")]
    [CatalogueRow(239)]
    public async Task Policy_IsShownAsFarAsItConcernsWhoeverAsks(string user, string assignments, string projects, int settings, string guardrails)
    {
        await using var hub = await ApiHub.StartAsync();
        await FillAsync(hub);
        var token = await hub.TokenAsync(user);

        (await NamesAsync("/assignments", "user")).Where(name => name != "reader").Should().BeEquivalentTo(Names(assignments));
        (await NamesAsync("/projects", "name")).Should().BeEquivalentTo(Names(projects));
        (await NamesAsync("/settings/exceptions", "id")).Should().HaveCount(settings);
        (await NamesAsync("/guardrails", "name")).Should().BeEquivalentTo(Names(guardrails));

        async Task<List<string?>> NamesAsync(string path, string member) =>
            [.. (await hub.AskAsync("GET", "/api/v1" + path, token)).Answer!.AsArray().Select(one => (string?)one![member])];
    }

    [Theory]
    [InlineData("/projects/warehouse")]
    [InlineData("/guardrails/there")]
    [InlineData("/clusters/far")]
    [CatalogueRow(239)]
    public async Task Thing_ThatDoesNotConcernThem_IsNotThereForThem(string path)
    {
        await using var hub = await ApiHub.StartAsync();
        await FillAsync(hub);

        (await hub.AskAsync("GET", "/api/v1" + path, await hub.TokenAsync("ann"))).Status.Should().Be(200);
        foreach (var user in new[] { "project-admin", "nobody" })
        {
            (await hub.AskAsync("GET", "/api/v1" + path, await hub.TokenAsync(user))).Status.Should().Be(path == "/clusters/far" && user == "project-admin" ? 200 : 404);
        }
    }

    [Theory]
    [InlineData("admin", 2, 2, 1)]
    [InlineData("project-admin", 2, 2, 1)]
    [InlineData("developer", 1, 1, 1)]
    public async Task UsesOfAProject_CountWhatWhoeverAsksSees(string user, int assignments, int settings, int guardrails)
    {
        await using var hub = await ApiHub.StartAsync();
        await FillAsync(hub);
        var expected = $$"""{"assignments":{{assignments}},"settings":{{settings}},"guardrails":{{guardrails}},"delegations":0}""";

        var one = (await hub.AskAsync("GET", "/api/v1/projects/shop", await hub.TokenAsync(user))).Answer!;
        var list = (await hub.AskAsync("GET", "/api/v1/projects", await hub.TokenAsync(user))).Answer!;

        one["uses"]!.ToJsonString().Should().Be(expected);
        list[0]!["uses"]!.ToJsonString().Should().Be(expected);
    }

    private static string[] Names(string names) => names.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static async Task FillAsync(ApiHub hub)
    {
        var admin = await hub.TokenAsync("admin");
        await hub.TokenAsync("reader", "organization-read-only");
        await hub.AskAsync("POST", "/api/v1/users", admin, """{"name":"nobody"}""");
        await hub.AskAsync("POST", "/api/v1/clusters", admin, """{"name":"far"}""");
        await hub.AskAsync("POST", "/api/v1/projects", admin, """{"name":"warehouse","scopes":[{"kind":"namespace","clusters":["far"],"namespaces":["warehouse"]}]}""");
        await hub.TokenAsync("ann", "project-admin", new Scope { Kind = ScopeKind.Project, Project = "warehouse" });
        const string Reads = "\"rules\":[{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"verbs\":[\"delete\"]}]";
        await hub.AskAsync("POST", "/api/v1/guardrails", admin, $$"""{"name":"everywhere",{{Reads}}}""");
        await hub.AskAsync("POST", "/api/v1/guardrails", admin, $$$"""{"name":"here",{{{Reads}}},"place":{"kind":"project","project":"shop"}}""");
        await hub.AskAsync("POST", "/api/v1/guardrails", admin, $$$"""{"name":"there",{{{Reads}}},"place":{"kind":"project","project":"warehouse"}}""");
        await hub.AskAsync("PUT", "/api/v1/settings/secrets", admin, """{"value":"visible","place":{"kind":"project","project":"shop"}}""");
        await hub.AskAsync("PUT", "/api/v1/settings/secrets", admin, """{"value":"visible","place":{"kind":"project","project":"shop"},"subject":{"kind":"group","name":"sre"}}""");
        await hub.AskAsync("PUT", "/api/v1/settings/secrets", admin, """{"value":"visible","place":{"kind":"project","project":"warehouse"}}""");
    }
}
