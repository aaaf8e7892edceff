using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Sallyport.Agent.Tests.Support;
using Sallyport.Tunnel.Protocol;
using Sallyport.Tunnel.Upgrades;

namespace Sallyport.Agent.Tests.Forwarding;

public sealed class UpgradeForwarderTests
{
    private const string Exec = "/api/v1/namespaces/shop/pods/web/exec?command=sh&stdin=true&stdout=true";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Spdy_ByPost_StaysAPostAndCarriesBytesBothWays()
    {
        await using var upstream = await RecordingApiServer.StartAsync(Echo("SPDY/3.1"));
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        await using var upgrade = await OpenAsync(
            agent, Ask("POST", Exec, "SPDY/3.1", ("x-stream-protocol-version", "v4.channel.k8s.io"), ("x-stream-protocol-version", "channel.k8s.io")));

        upgrade.IsUpgraded.Should().BeTrue();
        (await ExchangeAsync(upgrade.Stream, "hello")).Should().Be("hello");
        var received = upstream.Requests.Should().ContainSingle().Subject;
        received.Method.Should().Be("POST");
        received.Target.Should().Be(Exec);
        received.Lines("X-Stream-Protocol-Version").Should().Equal("v4.channel.k8s.io", "channel.k8s.io");
        received.Lines("Impersonate-User").Should().Equal(AgentUnderTest.User);
        received.Lines("Impersonate-Group").Should().Equal(AgentUnderTest.GroupFor("POST", Exec));
        received.Lines("Authorization").Should().Equal("Bearer forwarder-token");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    [InlineData(500)]
    [CatalogueRow(174)]
    public async Task Answer_OtherThanSwitchingProtocols_IsFinal(int status)
    {
        await using var upstream = await RecordingApiServer.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{\"kind\":\"Status\"}");
        });
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        await using var upgrade = await OpenAsync(
            agent, Ask("POST", Exec, "SPDY/3.1", ("x-stream-protocol-version", "v4.channel.k8s.io")));

        upgrade.IsUpgraded.Should().BeFalse();
        upgrade.Response.StatusCode.Should().Be((HttpStatusCode)status);
        (await upgrade.Response.Content.ReadAsStringAsync(Stop)).Should().Be("{\"kind\":\"Status\"}");
        upstream.Requests.Should().ContainSingle();
    }

    [Fact]
    [CatalogueRow(175)]
    public async Task Redirect_OfAnUpgrade_IsNeitherFollowedNorPassedOn()
    {
        await using var upstream = await RecordingApiServer.StartAsync(context =>
        {
            context.Response.Redirect("https://evil.example/");
            return Task.CompletedTask;
        });
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        await using var upgrade = await OpenAsync(
            agent, Ask("POST", Exec, "SPDY/3.1", ("x-stream-protocol-version", "v4.channel.k8s.io")));

        upgrade.Response.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        upgrade.Response.Headers.Location.Should().BeNull();
        upstream.Requests.Should().ContainSingle();
    }

    /// <summary>Rows 156 and 177: what is no stream of a pod, or smuggles a credential, is not upgraded.</summary>
    [Theory]
    [InlineData("GET", "/api/v1/namespaces/shop/pods", "websocket", "v5.channel.k8s.io")]
    [InlineData("GET", "/api/v1/namespaces/shop/services/web/proxy", "websocket", "v5.channel.k8s.io")]
    [InlineData("GET", "/api/v1/namespaces/shop/pods/web/log", "websocket", "v5.channel.k8s.io")]
    [InlineData("POST", Exec, "websocket", "v5.channel.k8s.io")]
    [InlineData("GET", Exec, "websocket", "v5.channel.k8s.io, evil")]
    [InlineData("GET", Exec, "h2c", "v5.channel.k8s.io")]
    [CatalogueRow(156, 177)]
    public async Task Upgrade_ThatIsNoneOfKubernetes_IsRefused(string method, string target, string protocol, string subprotocol)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        await using var upgrade = await OpenAsync(
            agent,
            Ask(method, target, protocol, ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="), ("sec-websocket-version", "13"), ("sec-websocket-protocol", subprotocol)));

        upgrade.Response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        upstream.Requests.Should().BeEmpty();
    }

    private static UpgradeRequest Ask(string method, string target, string protocol, params (string Name, string Value)[] headers) => new()
    {
        Method = method,
        Target = target,
        Protocol = protocol,
        Headers =
        [
            new(TunnelHeaders.User, AgentUnderTest.User),
            new(TunnelHeaders.Group, AgentUnderTest.GroupFor(method, target)),
            .. headers.Select(h => KeyValuePair.Create(h.Name, h.Value)),
        ],
    };

    private static Task<HubUpgrade> OpenAsync(AgentUnderTest agent, UpgradeRequest request) =>
        HubUpgrade.OpenAsync(agent.Hub, request, Stop).WaitAsync(TimeSpan.FromSeconds(20), Stop);

    private static RequestDelegate Echo(string protocol) => async context =>
    {
        var stream = await SwitchAsync(context, protocol);
        await stream.CopyToAsync(stream);
    };

    private static Task<Stream> SwitchAsync(HttpContext context, string protocol)
    {
        context.Response.Headers.Upgrade = protocol;
        return context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }

    private static async Task<string> ExchangeAsync(DuplexStream stream, string text)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), Stop);
        await stream.FlushAsync(Stop);
        // Read before the end of writing is told: Kestrel as an upstream answers nothing after it.
        var answer = new byte[text.Length];
        await stream.ReadExactlyAsync(answer, Stop).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Stop);
        await stream.CompleteWritesAsync(Stop);
        return Encoding.UTF8.GetString(answer);
    }
}
