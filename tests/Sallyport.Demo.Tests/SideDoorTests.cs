using System.Text.Json.Nodes;

namespace Sallyport.Demo.Tests;

/// <summary>Ways to a shell or an identity that do not look like one.</summary>
public sealed class SideDoorTests(DemoApi api) : IClassFixture<DemoApi>
{
    private const string Pod = "/api/v1/namespaces/payments/pods/ledger-0";

    [Fact]
    public async Task PatchOfAPod_WithEphemeralContainers_IsForbidden()
    {
        (int status, JsonObject body) = await DemoApi.SendAsync(
            api.Admin, "PATCH", Pod, """{"spec":{"ephemeralContainers":[{"name":"sneaked","image":"busybox"}]}}""",
            "application/strategic-merge-patch+json");

        status.Should().Be(422);
        body["message"]!.ToString().Should().Contain("pod updates may not change fields other than");
    }

    [Fact]
    public async Task PatchOfEphemeralContainers_AddsThemAndNothingElse()
    {
        (int status, JsonObject body) = await DemoApi.SendAsync(api.Admin, "PATCH", Pod + "/ephemeralcontainers",
            """{"metadata":{"labels":{"app":"other"}},"spec":{"ephemeralContainers":[{"name":"debug","image":"busybox"}]}}""",
            "application/strategic-merge-patch+json");

        status.Should().Be(200);
        body["spec"]!["ephemeralContainers"]!.AsArray().Should().ContainSingle();
        body["metadata"]!["labels"]!["app"]!.ToString().Should().Be("ledger");
    }

    [Fact]
    public async Task IssuedToken_IsTheAccountAndNoMore()
    {
        (_, JsonObject request) = await DemoApi.SendAsync(api.Admin, "POST",
            "/api/v1/namespaces/default/serviceaccounts/default/token", "{}");
        using HttpClient account = api.Client(request["status"]!["token"]!.ToString());

        (int status, JsonObject body) = await DemoApi.SendAsync(account, "GET", "/api/v1/pods");

        status.Should().Be(403);
        body["message"]!.ToString().Should().Contain("system:serviceaccount:default:default");
    }

    [Theory]
    [InlineData("exec?command=ls&stdout=true", "exec over WebSocket only: use kubectl 1.31 or later")]
    [InlineData("attach?stdout=true", "attach over WebSocket only: use kubectl 1.31 or later")]
    public async Task OldUpgrade_IsAnsweredWithTheVersionItNeeds(string path, string message)
    {
        (int status, JsonObject body) = await DemoApi.SendAsync(api.Admin, "POST", $"{Pod}/{path}", null, "",
            ("Connection", "Upgrade"), ("Upgrade", "SPDY/3.1"), ("X-Stream-Protocol-Version", "v4.channel.k8s.io"));

        status.Should().Be(400);
        body["message"]!.ToString().Should().Contain(message);
    }

    [Theory]
    [InlineData("/api/v1/namespaces/payments/pods/ledger-0/proxy/x")]
    [InlineData("/api/v1/proxy/nodes/demo-worker-1/logs")]
    [InlineData("/api/v1/nodes/demo-worker-1/proxy/pods")]
    public async Task Proxies_AreNotServed(string path) =>
        (await DemoApi.SendAsync(api.Admin, "GET", path)).Status.Should().Be(404);
}
