using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Tests.Api;

public sealed class ListTests
{
    [Theory]
    [InlineData("/api/v1/users")]
    [InlineData("/api/v1/users/admin/tokens")]
    [InlineData("/api/v1/groups")]
    [InlineData("/api/v1/assignments")]
    [InlineData("/api/v1/clusters")]
    [InlineData("/api/v1/roles")]
    [InlineData("/api/v1/guardrails")]
    [InlineData("/api/v1/projects")]
    [InlineData("/api/v1/settings/exceptions")]
    [InlineData("/api/v1/providers")]
    [InlineData("/api/v1/workload-issuers")]
    public async Task List_Any_SaysHowManyThereAreAndKnowsWhatItIsAsked(string path)
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");

        var all = await Listed.AskAsync(hub, path, admin);
        var none = await Listed.AskAsync(hub, path + "?search=nothing-is-called-so", admin);

        all.Total.Should().Be(all.Items.Count);
        none.Total.Should().Be(0);
        foreach (var query in new[] { "limit=0", "limit=1001", "limit=ten", "continue=%00", "continue=*", "colour=red", "limit=1&limit=2" })
        {
            (await hub.AskAsync("GET", $"{path}?{query}", admin)).Status.Should().Be(400, query);
        }
    }

    [Fact]
    public async Task Users_MoreThanAPage_AreAllReachedOnceAndInOrder()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await AddUsersAsync(hub, Enumerable.Range(0, 250).Select(i => $"person-{i:000}"));

        var first = await Listed.AskAsync(hub, "/api/v1/users?search=PERSON", admin);
        var all = await Listed.FollowAsync(hub, "/api/v1/users?search=person&limit=100", admin);

        first.Items.Should().HaveCount(100);
        first.Total.Should().Be(250);
        all.Select(Name).Should().Equal(Enumerable.Range(0, 250).Select(i => $"person-{i:000}"));
    }

    [Fact]
    public async Task Users_AddedAndRemovedBetweenTwoPages_MoveNobodyElse()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await AddUsersAsync(hub, ["p-b", "p-d", "p-f", "p-h"]);
        var first = await Listed.AskAsync(hub, "/api/v1/users?search=p-&limit=2", admin);

        await AddUsersAsync(hub, ["p-a", "p-c", "p-e"]);
        await hub.AskAsync("DELETE", "/api/v1/users/p-d", admin);

        first.Items.Select(Name).Should().Equal("p-b", "p-d");
        (await Listed.FollowAsync(hub, first.Next!, admin)).Select(Name).Should().Equal("p-e", "p-f", "p-h");
    }

    [Theory]
    [InlineData("group=night", "robot")]
    [InlineData("kind=machine", "robot")]
    [InlineData("disabled=true", "gone")]
    [InlineData("disabled=false&search=go", "")]
    [InlineData("search=NIGH", "robot")]
    [InlineData("search=%25", "")]
    public async Task Users_Filtered_AreThoseAlone(string query, string expected)
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await hub.AskAsync("POST", "/api/v1/users", admin, """{"name":"robot","kind":"machine","groups":["night"]}""");
        await hub.AskAsync("POST", "/api/v1/users", admin, """{"name":"gone"}""");
        await hub.AskAsync("PATCH", "/api/v1/users/gone", admin, """{"disabled":true}""");

        var found = await Listed.AskAsync(hub, "/api/v1/users?" + query, admin);

        found.Items.Select(Name).Should().Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("user=ada", 1)]
    [InlineData("group=sre", 2)]
    [InlineData("role=namespace-admin", 1)]
    [InlineData("project=till", 1)]
    [InlineData("cluster=eu-1", 1)]
    [InlineData("cluster=us-1", 0)]
    [InlineData("search=PAYMENTS", 1)]
    [InlineData("group=sre&cluster=eu-1", 1)]
    public async Task Assignments_Filtered_AreThoseAlone(string query, int expected)
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await AddUsersAsync(hub, ["ada"]);
        await hub.AskAsync("POST", "/api/v1/projects", admin, """{"name":"till","scopes":[{"kind":"cluster","clusters":["north"]}]}""");
        foreach (var given in (string[])[
            """{"role":"namespace-admin","user":"ada","scope":{"kind":"namespace","namespaces":["payments"]}}""",
            """{"role":"project-read-only","group":"sre","scope":{"kind":"project","project":"till"}}""",
            """{"role":"project-read-only","group":"sre","scope":{"kind":"cluster","clusters":["eu-*"]}}"""])
        {
            (await hub.AskAsync("POST", "/api/v1/assignments", admin, given)).Status.Should().Be(200);
        }

        (await Listed.AskAsync(hub, "/api/v1/assignments?" + query, admin)).Total.Should().Be(expected);
    }

    [Theory]
    [InlineData("state=never-joined", 2)]
    [InlineData("state=online", 0)]
    [InlineData("selector=env%3Dprod", 1)]
    [InlineData("selector=env%20in%20(prod,dev)", 2)]
    [InlineData("search=env%3Ddev", 1)]
    [InlineData("search=NOR", 1)]
    public async Task Clusters_Filtered_AreThoseAlone(string query, int expected)
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await hub.AskAsync("POST", "/api/v1/clusters", admin, """{"name":"north","labels":{"env":"prod"}}""");
        await hub.AskAsync("POST", "/api/v1/clusters", admin, """{"name":"south","labels":{"env":"dev"}}""");

        (await Listed.AskAsync(hub, "/api/v1/clusters?" + query, admin)).Total.Should().Be(expected);
        (await hub.AskAsync("GET", "/api/v1/clusters?selector=a%20in%20(", admin)).Status.Should().Be(400);
        (await hub.AskAsync("GET", "/api/v1/clusters?state=asleep", admin)).Status.Should().Be(400);
    }

    [Fact]
    public async Task Exceptions_OfTheSettings_AreListedWithTheirSetting()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await hub.AskAsync("PUT", "/api/v1/settings/secrets", admin, """{"value":"visible","subject":{"kind":"group","name":"sre"}}""");
        await hub.AskAsync("PUT", "/api/v1/settings/shell", admin, """{"value":"allowed","place":{"kind":"cluster","clusters":["north"]},"reason":"an outage"}""");

        var exceptions = await Listed.AskAsync(hub, "/api/v1/settings/exceptions?limit=1", admin);

        exceptions.Total.Should().Be(2);
        ((string?)exceptions.Items.Single()["setting"]).Should().Be("secrets");
        (await Listed.AskAsync(hub, "/api/v1/settings/exceptions?setting=shell&search=outage&cluster=north", admin)).Total.Should().Be(1);
        (await Listed.AskAsync(hub, "/api/v1/settings/exceptions?group=sre", admin)).Total.Should().Be(1);
    }

    [Fact]
    public async Task Clusters_OfSomebodyWithoutARole_AreNotCounted()
    {
        await using var hub = await ApiHub.StartAsync();
        await hub.AskAsync("POST", "/api/v1/clusters", await hub.TokenAsync("admin"), """{"name":"north"}""");
        await AddUsersAsync(hub, ["outsider"]);

        (await Listed.AskAsync(hub, "/api/v1/clusters", await hub.TokenAsync("outsider"))).Total.Should().Be(0);
    }

    private static string Name(JsonNode item) => (string)item["name"]!;

    private static Task<bool> AddUsersAsync(ApiHub hub, IEnumerable<string> names) => hub.Services.GetRequiredService<PolicyStore>().ChangeAsync(
        database =>
        {
            database.Users.AddRange(names.Select(name => new UserRow { Name = name, CreatedAt = DateTimeOffset.UnixEpoch }));
            return Task.FromResult(true);
        },
        CancellationToken.None);
}
