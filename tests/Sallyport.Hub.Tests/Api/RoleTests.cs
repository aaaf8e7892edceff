using System.Text.Json.Nodes;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Api;

/// <summary>Custom roles over the API.</summary>
public sealed class RoleTests
{
    private const string PodReader = """{"readOnly":true,"rules":[{"apiGroups":[""],"resources":["pods","pods/log"],"verbs":["get","list"]}]}""";
    private const string JobReader = """{"readOnly":true,"rules":[{"apiGroups":["batch"],"resources":["jobs"],"verbs":["get"]}]}""";

    [Fact]
    public async Task Role_PutAndPutAgain_IsShownUnderAHigherVersion()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");

        var first = await hub.AskAsync("PUT", "/api/v1/roles/pod-reader", admin, PodReader);
        var again = await hub.AskAsync("PUT", "/api/v1/roles/pod-reader", admin, PodReader);
        var other = await hub.AskAsync("PUT", "/api/v1/roles/pod-reader", admin, JobReader);

        first.Status.Should().Be(200);
        Version(again.Answer).Should().Be(Version(first.Answer), "nothing changed");
        Version(other.Answer).Should().BeGreaterThan(Version(first.Answer));
        var shown = (await hub.AskAsync("GET", "/api/v1/roles/pod-reader", await hub.TokenAsync("project-admin"))).Answer!;
        shown["rules"]![0]!["resources"]!.AsArray().Select(text => (string?)text).Should().Equal("jobs");
        ((bool?)shown["builtIn"]).Should().BeFalse();
        Version(shown).Should().Be(Version(other.Answer));
        (await hub.AskAsync("GET", "/api/v1/roles/pod-reader", await hub.TokenAsync("developer"))).Status.Should().Be(404, "they neither have it nor give it");
        (await hub.AskAsync("GET", "/api/v1/roles", admin)).Answer!.AsArray().Select(role => (string?)role!["name"]).Should().Contain("pod-reader");
    }

    [Fact]
    public async Task Role_MadeAgainUnderAnOldName_DoesNotGetAnOldVersion()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        var first = await hub.AskAsync("PUT", "/api/v1/roles/pod-reader", admin, PodReader);
        (await hub.AskAsync("DELETE", "/api/v1/roles/pod-reader", admin)).Status.Should().Be(204);

        var second = await hub.AskAsync("PUT", "/api/v1/roles/pod-reader", admin, JobReader);

        Version(second.Answer).Should().BeGreaterThan(Version(first.Answer));
    }

    [Theory]
    [InlineData("""{"readOnly":true,"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["delete"]}]}""", "read-only and cannot have the verb")]
    [InlineData("""{"readOnly":true,"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["*"]}]}""", "read-only and cannot have the verb")]
    [InlineData("""{"readOnly":true,"rules":[{"apiGroups":[""],"resources":["services/proxy"],"verbs":["get"]}]}""", "read-only and cannot have services/proxy")]
    [InlineData("""{"readOnly":true,"rules":[{"apiGroups":["*"],"resources":["*/*"],"verbs":["get"]}]}""", "read-only and cannot have */*")]
    [InlineData("""{"readOnly":false,"rules":[]}""", "at least one rule")]
    [InlineData("""{"readOnly":false,"rules":[{"resources":["pods"],"verbs":["get"]}]}""", "names no apiGroups")]
    [InlineData("""{"readOnly":false,"rules":[{"apiGroups":[""],"verbs":["get"]}]}""", "names no resources")]
    [InlineData("""{"readOnly":false,"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":[]}]}""", "names no verbs")]
    [InlineData("""{"readOnly":false,"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["impersonate"]}]}""", "no verb \\u0022impersonate")]
    [InlineData("""{"readOnly":false,"rules":[{"apiGroups":[""],"resources":["Pods"],"verbs":["get"]}]}""", "no resource")]
    [InlineData("""{"readOnly":false,"rules":[{"apiGroups":["Apps"],"resources":["pods"],"verbs":["get"]}]}""", "no API group")]
    [InlineData("""{"readOnly":false,"rules":[{"apiGroups":[""],"resources":[null],"verbs":["get"]}]}""", "has null")]
    [InlineData("""{"readOnly":false,"rules":[null]}""", "has null")]
    [InlineData("""{"readOnly":false,"rules":[{"apiGroups":[""],"resources":["pods"],"nonResourceURLs":["/metrics"],"verbs":["get"]}]}""", "not of both")]
    [InlineData("""{"readOnly":false,"rules":[{"nonResourceURLs":["metrics"],"verbs":["get"]}]}""", "no path")]
    [InlineData("""{"readOnly":false,"rules":[],"clusterRules":[{"apiGroups":[""],"resources":["nodes"],"verbs":["delete"]}]}""", "clusterRules read")]
    [InlineData("""{"readOnly":false,"rules":[],"administersOrganization":true}""", "administersOrganization")]
    public async Task Mistake_InARole_IsAnsweredInWords(string body, string sentence)
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");

        var answer = await hub.AskAsync("PUT", "/api/v1/roles/mistaken", admin, body);

        answer.Status.Should().Be(400);
        answer.Answer!.ToJsonString().Should().Contain(sentence);
        (await hub.AskAsync("GET", "/api/v1/roles/mistaken", admin)).Status.Should().Be(404);
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("a:b")]
    [InlineData("-a")]
    public async Task Name_ThatCannotBeAGroups_IsRefused(string name)
    {
        await using var hub = await ApiHub.StartAsync();

        (await hub.AskAsync("PUT", $"/api/v1/roles/{name}", await hub.TokenAsync("admin"), PodReader)).Status.Should().Be(400);
    }

    [Theory]
    [InlineData("PUT", PodReader)]
    [InlineData("DELETE", null)]
    public async Task BuiltInRole_IsImmutable(string method, string? body)
    {
        await using var hub = await ApiHub.StartAsync();

        var answer = await hub.AskAsync(method, "/api/v1/roles/organization-admin", await hub.TokenAsync("admin"), body);

        answer.Status.Should().Be(409);
        answer.Answer!.ToJsonString().Should().Contain("built in");
    }

    [Fact]
    public async Task Role_InUse_IsNotDeletedAndItsHoldersAreNamed()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await hub.AskAsync("PUT", "/api/v1/roles/pod-reader", admin, PodReader);
        foreach (var subject in new[] { "\"group\":\"dev\"", "\"user\":\"developer\"" })
        {
            await hub.AskAsync("POST", "/api/v1/assignments", admin, $$$"""{"role":"pod-reader",{{{subject}}},"scope":{"kind":"organization"}}""");
        }

        var answer = await hub.AskAsync("DELETE", "/api/v1/roles/pod-reader", admin);

        answer.Status.Should().Be(409);
        answer.Answer!.ToJsonString().Should().Contain("group dev, user developer");
    }

    [Fact]
    public async Task Role_WithASettingOfItsOwn_IsNotDeleted()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await hub.AskAsync("PUT", "/api/v1/roles/pod-reader", admin, PodReader);
        await hub.AskAsync("PUT", "/api/v1/settings/shell", admin, """{"value":"allowed","subject":{"kind":"role","name":"pod-reader"}}""");

        (await hub.AskAsync("DELETE", "/api/v1/roles/pod-reader", admin)).Status.Should().Be(409);
    }

    [Fact]
    public async Task Role_Changed_IsAuditedWithBeforeAndAfter()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await hub.AskAsync("PUT", "/api/v1/roles/pod-reader", admin, PodReader);
        await hub.AskAsync("PUT", "/api/v1/roles/pod-reader", admin, JobReader);

        var changes = new List<string>();
        await Eventually.TrueAsync(async () =>
        {
            var events = (await hub.AskAsync("GET", "/api/v1/audit?after=0&user=admin", admin)).Answer!["events"]!.AsArray();
            changes = [.. events.Select(e => (string?)e!["change"]).OfType<string>()];
            return changes.Count == 2;
        });
        changes[0].Should().Contain("was made").And.Contain("get,list pods,pods/log");
        changes[1].Should().Contain("get jobs of batch").And.Contain("Before:").And.Contain("get,list pods,pods/log");
    }

    [Fact]
    public async Task Tag_OfTheRole_KeepsOneFromOverwritingAnothersChange()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        var version = Version((await hub.AskAsync("PUT", "/api/v1/roles/pod-reader", admin, PodReader)).Answer);

        (await PutAsync("If-None-Match", "*", PodReader)).Should().Be(412, "it is there");
        (await PutAsync("If-Match", $"\"{version}\"", JobReader)).Should().Be(200);
        (await PutAsync("If-Match", $"\"{version}\"", PodReader)).Should().Be(412, "it is another by now");
        (await PutAsync("If-Match", "*", PodReader)).Should().Be(200);

        async Task<int> PutAsync(string header, string tag, string body)
        {
            using var response = await hub.SendAsync("PUT", "/api/v1/roles/pod-reader", admin, body, header: (header, tag));
            return (int)response.StatusCode;
        }
    }

    private static int Version(JsonNode? role) => role!["version"]!.GetValue<int>();
}
