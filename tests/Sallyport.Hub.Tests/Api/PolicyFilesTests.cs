using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Policy;
using static Sallyport.Hub.Tests.Api.PolicyHub;

namespace Sallyport.Hub.Tests.Api;

/// <summary>The policy as files: made, compared, changed, taken away, kept by an owner.</summary>
public sealed class PolicyFilesTests
{
    private const string Role = """{"readOnly":true,"rules":[{"verbs":["get","list"],"apiGroups":[""],"resources":["pods"]}]}""";

    [Fact]
    public async Task Apply_OfEveryKind_MakesThemAndASecondTimeChangesNothing()
    {
        await using var hub = await ApiHub.StartAsync();
        string[] documents =
        [
            Assignment("dev-shop", "pod-reader"),
            Document("Role", "pod-reader", Role),
            Document("Project", "till", """{"scopes":[{"kind":"cluster","clusters":["till-*"]}]}"""),
            Document("Group", "dev", """{"members":["developer"]}"""),
            Setting("till-secrets", "visible", """{"kind":"project","project":"till"}"""),
            Document("Guardrail", "no-nodes", """{"rules":[{"verbs":["delete"],"apiGroups":[""],"resources":["nodes"]}],"except":[{"kind":"group","name":"sre"}]}"""),
            Document("Delegation", "oncall", """{"group":"oncall","scope":{"kind":"cluster","clusters":["dev-*"]},"capabilities":{"secrets":"visible"},"reason":"incidents"}"""),
        ];

        var first = await hub.ApplyAsync("platform", documents);
        var second = await hub.ApplyAsync("platform", documents);

        first.Status.Should().Be(200, "{0}", first.Answer);
        first.Answer!["created"]!.GetValue<int>().Should().Be(7);
        second.Answer!["unchanged"]!.GetValue<int>().Should().Be(7);
        second.Answer["version"]!.GetValue<long>().Should().Be(first.Answer["version"]!.GetValue<long>(), "nothing changed, so no replica needs to look");
        (await hub.ExportAsync("?owner=platform")).Select(one => one!["document"]!["metadata"]!["name"]!.GetValue<string>())
            .Should().BeEquivalentTo("till", "pod-reader", "dev", "dev-shop", "till-secrets", "no-nodes", "oncall");
    }

    [Fact]
    public async Task Export_AppliedAgain_ChangesNothing()
    {
        await using var hub = await ApiHub.StartAsync();
        await hub.ApplyAsync("platform", Document("Role", "pod-reader", Role), Assignment("dev-shop", "pod-reader"), Setting("all", "keys-only"));
        await hub.AskAsync("PUT", "/api/v1/settings/shell", await hub.TokenAsync("admin"), """{"value":"listed-commands","commands":["ls **"]}""");

        var documents = (await hub.ExportAsync()).Where(one => one!["owner"] is null).Select(one => one!["document"]!.ToJsonString()).ToArray();
        var again = await hub.PolicyAsync("diff", "", documents);

        documents.Should().HaveCount(5);
        again.Answer!.Actions().Should().OnlyContain(action => action.EndsWith(" unchanged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Diff_OfAChange_ShowsBeforeAndAfterAndKeepsNothing()
    {
        await using var hub = await ApiHub.StartAsync();
        await hub.ApplyAsync("platform", Assignment("stays"), Assignment("changes"), Assignment("goes"));

        var diff = await hub.PolicyAsync("diff", ""","owner":"platform","prune":true""", Assignment("stays"), Assignment("changes", "namespace-admin"), Assignment("comes"));

        diff.Answer!.Actions().Should().BeEquivalentTo(
            "RoleAssignment stays unchanged", "RoleAssignment changes changed", "RoleAssignment comes created", "RoleAssignment goes deleted");
        var changed = diff.Answer!["changes"]!.AsArray().Single(change => change!["name"]!.GetValue<string>() == "changes")!;
        changed["before"]!["role"]!.GetValue<string>().Should().Be("namespace-read-only");
        changed["after"]!["role"]!.GetValue<string>().Should().Be("namespace-admin");
        (await hub.ExportAsync("?owner=platform")).Should().HaveCount(3).And.OnlyContain(one => one!["document"]!["spec"]!["role"]!.GetValue<string>() == "namespace-read-only");
    }

    [Fact]
    public async Task Apply_WithManyFaults_TellsAllOfThemWithTheirPlacesAndChangesNothing()
    {
        await using var hub = await ApiHub.StartAsync();

        var answer = await hub.ApplyAsync(
            "platform",
            Assignment("fine"),
            Assignment("unknown-role", "no-such-role"),
            Document("RoleAssignment", "odd", """{"role":"namespace-admin","group":"dev","scope":{"kind":"namespace","namespacez":["shop"]}}"""),
            Document("Rolle", "x", "{}"),
            Assignment("fine"),
            Document("Role", "wide", """{"readOnly":true,"rules":[{"verbs":["delete"],"apiGroups":[""],"resources":["pods"]}]}"""),
            Document("Guardrail", "g", """{"rules":[{"verbs":["fly"],"apiGroups":[""],"resources":["pods"]}]}"""),
            Document("AccessSetting", "s", """{"capability":"shell","value":"visible"}"""),
            Document("Project", "p", """{"scopes":[null]}"""));

        answer.Status.Should().Be(400);
        answer.Answer!.Problems().Select(problem => string.Join(' ', problem.Split(' ').Take(2))).Should().BeEquivalentTo(
            "1 /spec/role", "2 /spec/scope/namespacez", "3 /kind", "4 /metadata/name", "5 /spec", "6 /spec/rules/0", "7 /spec/value", "8 /spec/scopes/0");
        (await hub.ExportAsync("?owner=platform")).Should().BeEmpty();
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/roles/pod-reader", null)]
    [InlineData("PUT", "/api/v1/roles/pod-reader", """{"readOnly":true,"rules":[{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}]}""")]
    [InlineData("DELETE", "/api/v1/projects/till", null)]
    [InlineData("DELETE", "/api/v1/guardrails/no-nodes", null)]
    [InlineData("PUT", "/api/v1/settings/secrets", """{"value":"visible"}""")]
    [InlineData("PATCH", "/api/v1/users/developer", """{"groups":["dev"]}""")]
    [InlineData("PATCH", "/api/v1/users/project-admin", """{"groups":["ops"]}""")]
    [InlineData("DELETE", "/api/v1/assignments/{assignment}", null)]
    [InlineData("DELETE", "/api/v1/settings/exceptions/{setting}", null)]
    public async Task Change_OfWhatFilesKeep_IsRefusedAndNamesTheOwner(string method, string path, string? body)
    {
        await using var hub = await ApiHub.StartAsync();
        (await hub.ApplyAsync(
            "platform",
            Document("Role", "pod-reader", Role),
            Document("Project", "till", """{"scopes":[{"kind":"cluster","clusters":["till-*"]}]}"""),
            Document("Guardrail", "no-nodes", """{"rules":[{"verbs":["delete"],"apiGroups":[""],"resources":["nodes"]}]}"""),
            Document("Group", "ops", """{"members":["developer"]}"""),
            Setting("all", "hidden"),
            Assignment("dev-shop"))).Status.Should().Be(200);
        var token = await hub.TokenAsync("admin");
        var assignment = (await hub.AskAsync("GET", "/api/v1/assignments", token)).Answer!.AsArray().Single(one => one!["name"]?.GetValue<string>() == "dev-shop")!;
        assignment["owner"]!.GetValue<string>().Should().Be("platform");
        path = path.Replace("{assignment}", assignment["id"]!.GetValue<string>()).Replace("{setting}", SettingId(hub));

        var refused = await hub.AskAsync(method, path, token, body);

        refused.Status.Should().Be(409, "{0}", refused.Answer);
        refused.Answer!["detail"]!.GetValue<string>().Should().Contain("kept by the policy files of platform").And.Contain("--owner platform");
    }

    [Fact]
    public async Task Apply_ByAnotherOwner_IsRefused_AndAnUnownedObjectNeedsAdopt()
    {
        await using var hub = await ApiHub.StartAsync();
        await hub.ApplyAsync("platform", Assignment("dev-shop"));
        await hub.ApplyAsync(null, Assignment("by-hand"));

        var other = await hub.ApplyAsync("team", Assignment("dev-shop"));
        var nobody = await hub.ApplyAsync(null, Assignment("dev-shop", "namespace-admin"));
        var unasked = await hub.ApplyAsync("platform", Assignment("dev-shop"), Assignment("by-hand"));
        var adopted = await hub.PolicyAsync("apply", ""","owner":"platform","adopt":true""", Assignment("by-hand"));

        other.Status.Should().Be(409);
        other.Answer!.Problems().Single().Should().Contain("kept by the policy files of platform");
        nobody.Status.Should().Be(409);
        unasked.Status.Should().Be(409);
        unasked.Answer!.Problems().Single().Should().Contain("1 /metadata/name").And.Contain("--adopt");
        adopted.Status.Should().Be(200, "{0}", adopted.Answer);
        adopted.Answer!["changes"]![0]!["adopted"]!.GetValue<bool>().Should().BeTrue();
        (await hub.ExportAsync("?owner=platform")).Should().HaveCount(2);
    }

    [Fact]
    public async Task Apply_OfWhatWasMadeByHand_NamesItInsteadOfMakingItTwice()
    {
        await using var hub = await ApiHub.StartAsync();
        var token = await hub.TokenAsync("admin");
        await hub.AskAsync("POST", "/api/v1/assignments", token, $$"""{"role":"namespace-read-only","group":"dev","scope":{{Scope}}}""");
        await hub.AskAsync("PUT", "/api/v1/settings/secrets", token, """{"value":"keys-only"}""");

        var applied = await hub.ApplyAsync(null, Assignment("dev-shop"), Setting("org", "keys-only"));

        applied.Answer!.Actions().Should().BeEquivalentTo("RoleAssignment dev-shop changed", "AccessSetting org changed");
        (await hub.AskAsync("GET", "/api/v1/assignments", token)).Answer!.AsArray().Should().HaveCount(3 + 1);
    }

    [Fact]
    public async Task Apply_ThatLeavesNoAdminWhoCanSignIn_IsRefused()
    {
        await using var hub = await ApiHub.StartAsync();
        await hub.AskAsync("POST", "/api/v1/users", await hub.TokenAsync("admin"), """{"name":"ghost"}""");
        var admins = (await hub.ExportAsync()).Single(one => one!["document"]!["spec"]!["role"]?.GetValue<string>() == "organization-admin")!["document"]!;
        var moved = admins.DeepClone();
        moved["spec"]!["user"] = "ghost";

        var refused = await hub.ApplyAsync(null, moved.ToJsonString());

        refused.Status.Should().Be(400);
        refused.Answer!["detail"]!.GetValue<string>().Should().Be("The organization would be left without an Organization Admin who can sign in.");
    }

    [Fact]
    public async Task Apply_AgainstAnOlderVersion_IsRefused()
    {
        await using var hub = await ApiHub.StartAsync();
        var token = await hub.TokenAsync("admin");
        var body = $$"""{"documents":[{{Assignment("dev-shop")}}]}""";
        using var diff = await hub.SendAsync("POST", "/api/v1/policy/diff", token, body);
        await hub.ApplyAsync(null, Assignment("meanwhile"));

        using var stale = await hub.SendAsync("POST", "/api/v1/policy/apply", token, body, header: ("If-Match", diff.Headers.ETag!.Tag));
        using var seen = await hub.SendAsync("POST", "/api/v1/policy/diff", token, body);
        using var fresh = await hub.SendAsync("POST", "/api/v1/policy/apply", token, body, header: ("If-Match", seen.Headers.ETag!.Tag));

        ((int)stale.StatusCode).Should().Be(412);
        ((int)fresh.StatusCode).Should().Be(200);
    }

    [Fact]
    public async Task Prune_OfARoleThatIsStillGiven_IsRefusedWhole()
    {
        await using var hub = await ApiHub.StartAsync();
        await hub.ApplyAsync("platform", Document("Role", "pod-reader", Role), Assignment("dev-shop"));
        await hub.ApplyAsync(null, Assignment("by-hand", "pod-reader"));

        var refused = await hub.ApplyAsync("platform");

        refused.Status.Should().Be(409);
        refused.Answer!["detail"]!.GetValue<string>().Should().Contain("still given to group dev");
        (await hub.ExportAsync("?owner=platform")).Should().HaveCount(2);
    }

    [Fact]
    public async Task Apply_IsAuditedObjectByObject()
    {
        await using var hub = await ApiHub.StartAsync();
        await hub.ApplyAsync("platform", Assignment("dev-shop"));
        await hub.ApplyAsync("platform", Assignment("dev-shop", "namespace-admin"));

        var events = new JsonArray();
        await Storage.Eventually.TrueAsync(async () =>
        {
            events = (await hub.AskAsync("GET", "/api/v1/audit?limit=200", await hub.TokenAsync("admin"))).Answer!["events"]!.AsArray();
            return events.Any(one => one!["change"]?.GetValue<string>().Contains("1 changed", StringComparison.Ordinal) ?? false);
        });

        events.Select(one => one!["change"]?.GetValue<string>()).Should().ContainSingle(change =>
            change != null && change.StartsWith("RoleAssignment dev-shop is {\"role\":\"namespace-admin\"", StringComparison.Ordinal)
            && change.Contains("Before: {\"role\":\"namespace-read-only\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task User_WhoLeaves_IsRemovedWithWhatFilesKeepOfThem()
    {
        await using var hub = await ApiHub.StartAsync();
        await hub.ApplyAsync("platform", Assignment("hers", subject: "\"user\":\"developer\""), Document("Group", "ops", """{"members":["developer"]}"""));

        var removed = await hub.AskAsync("DELETE", "/api/v1/users/developer", await hub.TokenAsync("admin"));

        removed.Status.Should().Be(204, "{0}", removed.Answer);
    }

    [Theory]
    [InlineData("RoleAssignment", $$"""{"role":"namespace-read-only","group":"dev","scope":{{Scope}},"expires":"2020-01-01T00:00:00Z"}""")]
    [InlineData("AccessSetting", """{"capability":"secrets","value":"visible","expires":"2020-01-01T00:00:00Z"}""")]
    [InlineData("Delegation", $$"""{"group":"dev","scope":{{Scope}},"capabilities":{"secrets":"visible"},"reason":"x","expires":"2020-01-01T00:00:00Z"}""")]
    public async Task Apply_OfWhatHasEnded_IsRefused(string kind, string spec)
    {
        await using var hub = await ApiHub.StartAsync();

        var refused = await hub.ApplyAsync("platform", Document(kind, "late", spec));

        refused.Status.Should().Be(400);
        refused.Answer!.Problems().Should().ContainSingle().Which.Should().StartWith("0 /spec/expires expires is in the past");
    }

    [Fact]
    public async Task Prune_OfADelegation_TakesAndTellsWhatWasSetUnderIt()
    {
        await using var hub = await ApiHub.StartAsync();
        await hub.ApplyAsync("platform", Document(
            "Delegation", "oncall", $$"""{"user":"developer","scope":{{Scope}},"capabilities":{"secrets":"visible"},"reason":"incidents"}"""));
        var set = await hub.AskAsync("PUT", "/api/v1/settings/secrets", await hub.TokenAsync("developer"), $$"""{"value":"visible","place":{{Scope}}}""");
        set.Status.Should().Be(200, "{0}", set.Answer);

        var diff = await hub.PolicyAsync("diff", ",\"owner\":\"platform\",\"prune\":true");
        var pruned = await hub.ApplyAsync("platform");

        diff.Answer!.Actions().Should().HaveCount(2).And.Contain("Delegation oncall deleted")
            .And.Contain(action => action.StartsWith("AccessSetting secrets-", StringComparison.Ordinal) && action.EndsWith(" deleted", StringComparison.Ordinal));
        pruned.Answer!.Actions().Should().BeEquivalentTo(diff.Answer!.Actions());
        hub.Services.GetRequiredService<PolicySource>().Current.Document.Settings.Should().BeEmpty();
    }

    private static string SettingId(ApiHub hub) => hub.Services.GetRequiredService<PolicySource>().Current.Document.Settings.Single().Id;
}
