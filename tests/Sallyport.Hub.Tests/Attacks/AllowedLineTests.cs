using Microsoft.AspNetCore.Http;
using Sallyport.Hub.Tests.Gateway;

namespace Sallyport.Hub.Tests.Attacks;

/// <summary>What looks like an attack and is none goes on, as the target that was decided on.</summary>
public sealed class AllowedLineTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    [Theory]
    [InlineData("/api/v1/namespaces/shop/status", "/api/v1/namespaces/shop/status")]
    [InlineData("/api", "/api")]
    [InlineData("/api/", "/api/")]
    [InlineData("/api/v1", "/api/v1")]
    [InlineData("/api/v1/", "/api/v1/")]
    [InlineData("/apis/apps/v1/", "/apis/apps/v1/")]
    [InlineData("/openapi/v3/apis/apps/v1", "/openapi/v3/apis/apps/v1")]
    [InlineData("/api/v1/namespaces/shop/pods/", "/api/v1/namespaces/shop/pods")]
    [InlineData("/api/v1/namespaces/shop/configmaps/x?watch=1", "/api/v1/namespaces/shop/configmaps/x?watch=1")]
    [InlineData("/api/v1/namespaces/shop/configmaps?watch=no", "/api/v1/namespaces/shop/configmaps?watch=no")]
    [InlineData("/api/v1/namespaces/shop/configmaps?watch", "/api/v1/namespaces/shop/configmaps?watch=")]
    [InlineData("/api/v1/namespaces/shop/events", "/api/v1/namespaces/shop/events")]
    [InlineData("/apis/argoproj.io/v1alpha1/namespaces/shop/applications", "/apis/argoproj.io/v1alpha1/namespaces/shop/applications")]
    [CatalogueRow(37, 49, 55, 64, 119, 124, 125)]
    public async Task Line_ThatCanBeReadOneWayOnly_IsSentOnAsThatWay(string target, string sent)
    {
        await using var connection = await rig.ConnectAsync();
        await connection.AskAsync($"GET {target}", $"Authorization: Bearer {rig.Developer}");

        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 200");
        rig.Agent.Requests.Last().Target.Should().Be(sent);

        await using var second = await rig.ConnectHttp2Async();
        var answer = await second.AskAsync("GET", target, "127.0.0.1", new HeaderField("authorization", $"Bearer {rig.Developer}"));
        answer.Status.Should().Be(200);
        rig.Agent.Requests.Last().Target.Should().Be(sent);
    }

    [Fact]
    [CatalogueRow(24)]
    public async Task Exec_WithATrailingSlash_IsTheSameExec()
    {
        rig.Agent.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
        try
        {
            await using var connection = await rig.ConnectAsync();
            await connection.AskAsync(
                "POST /api/v1/namespaces/shop/pods/p/exec/?command=sh", $"Authorization: Bearer {rig.Admin}",
                "Connection: Upgrade", "Upgrade: SPDY/3.1", "X-Stream-Protocol-Version: v4.channel.k8s.io");
            (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 404");
            var received = rig.Agent.Requests.Last();
            received.Target.Should().Be("/api/v1/namespaces/shop/pods/p/exec?command=sh");
            received.Headers["sallyport-group"].Should().Contain(":shell:");
        }
        finally
        {
            rig.Agent.Answer = context => context.Response.WriteAsync("{}");
        }
    }
}
