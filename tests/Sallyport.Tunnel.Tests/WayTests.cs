using Microsoft.AspNetCore.Http;
using Sallyport.Tunnel.Dialing;
using Sallyport.Tunnel.Tests.Rig;

namespace Sallyport.Tunnel.Tests;

/// <summary>What may stand between agent and hub.</summary>
public sealed class WayTests
{
    private readonly TestPki _pki = new();

    [Fact(Timeout = Patience.Long)]
    public async Task Tunnel_ToAnOuterCertificateNobodyPins_Works()
    {
        await using var hub = await new TestHub { Options = _pki.HubOptions() }.StartAsync(tls: true);
        await using var agent = await TestAgent.StartAsync(hub, _pki, context => context.Response.WriteAsync("here"));

        (await (await hub.NextTunnelAsync()).GetTextAsync("/")).Should().Be("here");
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Tunnel_ThroughAnIngressThatEndsTls_Works()
    {
        await using var hub = await TestHub.StartAsync(_pki);
        await using var ingress = new TestIngress(hub.Address);
        await using var agent = await TestAgent.StartAsync(
            ingress.Address, _pki, context => context.Response.WriteAsync("here"), _pki.AgentCertificate());

        (await (await hub.NextTunnelAsync()).GetTextAsync("/")).Should().Be("here");
    }

    [Theory(Timeout = Patience.Long)]
    [InlineData(null)]
    [InlineData("agent:p@ss:word")]
    public async Task Tunnel_ThroughAConnectProxy_Works(string? credentials)
    {
        await using var hub = await new TestHub { Options = _pki.HubOptions() }.StartAsync(tls: true);
        await using var proxy = new TestProxy(credentials);
        var userInfo = credentials is null ? "" : "agent:p%40ss%3Aword@";
        var environment = new Dictionary<string, string> { ["HTTPS_PROXY"] = $"http://{userInfo}{proxy.Authority}" };
        await using var agent = await TestAgent.StartAsync(
            hub.Address,
            _pki,
            context => context.Response.WriteAsync("here"),
            _pki.AgentCertificate(),
            HubProxy.FromEnvironment(environment.GetValueOrDefault));

        (await (await hub.NextTunnelAsync()).GetTextAsync("/")).Should().Be("here");
        proxy.Connects.Should().Be(1);
    }

    [Theory]
    [InlineData("https://hub.corp:6443", "", false)]
    [InlineData("https://hub.corp:6443", "*", true)]
    [InlineData("https://hub.corp:6443", "hub.corp", true)]
    [InlineData("https://hub.corp:6443", "HUB.corp.", true)]
    [InlineData("https://hub.corp:6443", "corp", true)]
    [InlineData("https://hub.corp:6443", ".corp", true)]
    [InlineData("https://hub.corp:6443", "*.corp", true)]
    [InlineData("https://corp:6443", ".corp", false)]
    [InlineData("https://hub.notcorp:6443", "corp", false)]
    [InlineData("https://hub.corp:6443", "hub.corp:6443", true)]
    [InlineData("https://hub.corp:6443", "hub.corp:443", false)]
    [InlineData("https://10.1.2.3:6443", "10.0.0.0/8", true)]
    [InlineData("https://11.1.2.3:6443", "a, 10.0.0.0/8", false)]
    [InlineData("https://10.1.2.3:6443", "10.1.2.3", true)]
    [InlineData("https://10.1.2.3:6443", "10.1.2.3:6443", true)]
    [InlineData("https://[fd00::1]:6443", "fd00::/8", true)]
    [InlineData("https://[fd00::1]:6443", "[fd00::1]", true)]
    [InlineData("https://[fd00::1]:6443", "fd00::2", false)]
    public void NoProxy_ForAHub_IsReadAsGoReadsIt(string hub, string noProxy, bool direct)
    {
        var environment = new Dictionary<string, string> { ["https_proxy"] = "proxy:3128", ["no_proxy"] = noProxy };

        var proxy = HubProxy.FromEnvironment(environment.GetValueOrDefault)!;

        proxy.IsBypassed(new Uri(hub)).Should().Be(direct);
        proxy.GetProxy(new Uri(hub)).Should().Be(direct ? null : new Uri("http://proxy:3128"));
    }

    [Fact]
    public void Proxy_ThatIsNoAddress_IsAnErrorThatShowsNoPassword()
    {
        var read = () => HubProxy.FromEnvironment(_ => "ftp://agent:secret@proxy");

        read.Should().Throw<FormatException>().Which.Message.Should().NotContain("secret");
    }

    [Fact]
    public void Backoff_AfterEachFailure_DoublesUpToItsLongest()
    {
        var backoff = new Backoff { Jitter = new Random(1) };

        for (var failures = 1; failures < 100; failures++)
        {
            var bound = Math.Min(Math.Pow(2, failures - 1), 30);
            backoff.After(failures).TotalSeconds.Should().BeInRange(bound / 2, bound);
        }
    }
}
