using System.Net;
using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Hubs;

namespace Sallyport.EndToEnd.Tests.Settings;

/// <summary>Only Organization Admins change a setting, and every attempt leaves its trace.</summary>
[Collection(SharedHubCollection.Name)]
public sealed class SettingChangeRightsTests(SharedHub shared)
{
    public static TheoryData<string, string, string> Attempts
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            string[] roles = ["organization-read-only", "project-admin", "project-read-only", "namespace-admin", "namespace-read-only"];
            foreach (var role in roles)
            {
                rows.Add(role, "secrets", "visible");
                rows.Add(role, "shell", "allowed");
                rows.Add(role, "port-forward", "allowed");
                rows.Add(role, "ask-text", "ask me");
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Attempts))]
    [CatalogueRow(241)]
    public async Task Setting_ChangedByAnyOtherRole_IsRefusedAndAudited(string role, string setting, string value)
    {
        var place = await shared.PlaceInAsync(Pairs.Demo);
        var scope = role.StartsWith("namespace", StringComparison.Ordinal)
            ? Scopes.Namespace(Pairs.Demo, place.Namespace)
            : role.StartsWith("organization", StringComparison.Ordinal) ? Scopes.Organization() : Scopes.Cluster(Pairs.Demo);
        var person = await shared.Hub.HireAsync(role, scope);
        var before = await shared.Hub.Api.AskAsync(HttpMethod.Get, "/api/v1/settings");
        var since = await shared.Hub.Audit.NowAsync();
        using var api = new HubApi(shared.Hub.Place, person.Token);

        using var answer = await api.SendAsync(HttpMethod.Put, $"/api/v1/settings/{setting}", new JsonObject { ["value"] = value });

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await shared.Hub.Api.AskAsync(HttpMethod.Get, "/api/v1/settings")).ToJsonString().Should().Be(before.ToJsonString());
        var audited = await shared.Hub.Audit.FindAsync(
            since,
            entry => (string?)entry["user"] == person.Name && (string?)entry["method"] == "PUT",
            $"the attempt of {role} to change {setting}");
        ((bool?)audited["allowed"]).Should().BeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("spt_00000000000000000000000000000000000000000000")]
    [InlineData("nonsense")]
    [CatalogueRow(241)]
    public async Task Setting_ChangedByNobody_IsRefusedAndAudited(string? token)
    {
        var before = await shared.Hub.Api.AskAsync(HttpMethod.Get, "/api/v1/settings");
        var since = await shared.Hub.Audit.NowAsync();
        using var api = new HubApi(shared.Hub.Place, token);

        using var answer = await api.SendAsync(HttpMethod.Put, "/api/v1/settings/shell", new JsonObject { ["value"] = "allowed" });

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await shared.Hub.Api.AskAsync(HttpMethod.Get, "/api/v1/settings")).ToJsonString().Should().Be(before.ToJsonString());
        await shared.Hub.Audit.FindAsync(
            since,
            entry => (bool?)entry["allowed"] == false && (string?)entry["method"] == "PUT" && string.IsNullOrEmpty((string?)entry["user"]),
            "the attempt of nobody");
    }

    [Fact]
    public async Task Setting_ChangedByAnOrganizationAdmin_IsAuditedWithTheName()
    {
        var since = await shared.Hub.Audit.NowAsync();

        await shared.Hub.Api.SetAsync("secrets", "hidden");

        var audited = await shared.Hub.Audit.FindAsync(
            since,
            entry => (string?)entry["method"] == "PUT" && ((string?)entry["target"] ?? "").Contains("settings/secrets", StringComparison.Ordinal),
            "the change");
        ((string?)audited["user"]).Should().Be("admin");
        ((bool?)audited["allowed"]).Should().BeTrue();
    }
}
