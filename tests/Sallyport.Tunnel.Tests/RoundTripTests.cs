using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Sallyport.Tunnel.Dialing;
using Sallyport.Tunnel.Protocol;
using Sallyport.Tunnel.Tests.Rig;

namespace Sallyport.Tunnel.Tests;

public sealed class RoundTripTests
{
    private readonly TestPki _pki = new();

    [Fact(Timeout = Patience.Long)]
    public async Task Request_OverTunnel_ArrivesAsSentAndIsAnswered()
    {
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, async context =>
        {
            var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            context.Response.Headers["x-seen"] = $"{context.Request.Protocol} {context.Request.Method} {context.Request.Host}";
            await context.Response.WriteAsync(raw);
        });
        var tunnel = await hub.NextTunnelAsync();

        using var response = await tunnel.GetAsync("/api/v1/namespaces/a/pods?labelSelector=a%3Db%2Cc&x=%7E");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Headers.GetValues("x-seen").Should().Equal("HTTP/2 GET kubernetes.agent");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Should().Be("/api/v1/namespaces/a/pods?labelSelector=a%3Db%2Cc&x=%7E");
    }

    [Fact(Timeout = Patience.Long)]
    public async Task ControlRequest_OverTunnel_HasItsOwnAuthorityOnTheSameConnection()
    {
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(
            hub, _pki, context => context.Response.WriteAsync($"{context.Request.Host} {context.Connection.Id}"));
        var tunnel = await hub.NextTunnelAsync();

        var kubernetes = (await tunnel.GetTextAsync("/version")).Split(' ');
        using var response = await tunnel.Invoker.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, TunnelUri.Control(TunnelProtocol.FactsPath)),
            TestContext.Current.CancellationToken);
        var control = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split(' ');

        kubernetes[0].Should().Be("kubernetes.agent");
        control[0].Should().Be("control.agent");
        control[1].Should().Be(kubernetes[1]);
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Request_WithOneEndlessHeader_FailsAloneAndTheTunnelStays()
    {
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, context => context.Response.WriteAsync(context.Connection.Id));
        var tunnel = await hub.NextTunnelAsync();
        var before = await tunnel.GetTextAsync("/version");

        foreach (var length in (int[])[100 * 1024, 160 * 1024, 250 * 1024])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, TunnelUri.Kubernetes("/version"));
            request.Headers.TryAddWithoutValidation("User-Agent", new string('a', length));
            try
            {
                using var response = await tunnel.Invoker.SendAsync(request, TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException)
            {
                // Too long for the tunnel: what matters is that the others do not notice.
            }
        }

        (await tunnel.GetTextAsync("/version")).Should().Be(before);
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Answer_WithHeadersAsLongAsTheAgentTakes_ArrivesAndTheTunnelStays()
    {
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, context =>
        {
            if (context.Request.Method == "DELETE")
            {
                context.Response.ContentType = "text/" + new string('a', 65 * 1024);
            }

            return context.Response.WriteAsync(context.Connection.Id);
        });
        var tunnel = await hub.NextTunnelAsync();
        var before = await tunnel.GetTextAsync("/version");

        using var request = new HttpRequestMessage(HttpMethod.Delete, TunnelUri.Kubernetes("/version"));
        using var response = await tunnel.Invoker.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await tunnel.GetTextAsync("/version")).Should().Be(before);
    }

    [Fact(Timeout = Patience.Long)]
    [CatalogueRow(202, 210)]
    public async Task Request_ToAnotherAuthority_NeverLeavesTheHub()
    {
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, context => context.Response.WriteAsync("seen"));
        var tunnel = await hub.NextTunnelAsync();

        var send = () => tunnel.Invoker.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, "http://elsewhere/"), TestContext.Current.CancellationToken);

        await send.Should().ThrowAsync<InvalidOperationException>();
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Requests_FiftyAtOnce_ShareOneConnection()
    {
        await using var hub = await TestHub.StartAsync(_pki);
        var arrived = 0;
        var all = new TaskCompletionSource();
        await using var agent = await TestAgent.StartAsync(hub, _pki, async context =>
        {
            if (context.Request.Host.Host == TunnelProtocol.KubernetesAuthority && Interlocked.Increment(ref arrived) == 50)
            {
                all.SetResult();
            }

            // Nobody is answered before everyone is there: they are in flight together or the test never ends.
            if (context.Request.Host.Host == TunnelProtocol.KubernetesAuthority)
            {
                await all.Task;
            }

            await context.Response.WriteAsync(context.Connection.Id);
        });
        var tunnel = await hub.NextTunnelAsync();

        var connections = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => tunnel.GetTextAsync($"/{i}")));

        connections.Distinct().Should().ContainSingle();
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Bodies_TwentyMegabytesEachWay_ArriveByteForByte()
    {
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(
            hub, _pki, context => context.Request.Body.CopyToAsync(context.Response.Body, context.RequestAborted));
        var tunnel = await hub.NextTunnelAsync();
        var sent = RandomNumberGenerator.GetBytes(20 * 1024 * 1024);

        using var request = new HttpRequestMessage(HttpMethod.Post, TunnelUri.Kubernetes("/echo"))
        {
            Content = new DuplexContent((stream, stop) => stream.WriteAsync(sent, stop).AsTask()),
        };
        using var response = await tunnel.Invoker.SendAsync(request, TestContext.Current.CancellationToken);
        var received = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        received.AsSpan().SequenceEqual(sent).Should().BeTrue();
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Headers_AsLargeAsTheGatewayTakes_Pass()
    {
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(
            hub, _pki, context => context.Response.WriteAsync($"{context.Request.Headers["x-long"].ToString().Length}"));
        var tunnel = await hub.NextTunnelAsync();
        using var request = new HttpRequestMessage(
            HttpMethod.Get, TunnelUri.Kubernetes("/" + new string('a', 32 * 1024)));
        request.Headers.Add("x-long", new string('b', 64 * 1024));

        using var response = await tunnel.Invoker.SendAsync(request, TestContext.Current.CancellationToken);

        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Be("65536");
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Request_DownTheTunnel_IsMarkedAsSuch()
    {
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(
            hub, _pki, context => context.Response.WriteAsync($"{context.Features.Get<ITunnelFeature>()?.Hub}"));
        var tunnel = await hub.NextTunnelAsync();

        (await tunnel.GetTextAsync("/")).Should().Be(hub.Address.ToString());
    }

    [Fact(Timeout = Patience.Long)]
    [CatalogueRow(200)]
    public async Task Identity_OfTheConnection_IsThatOfTheCertificate()
    {
        var id = Guid.NewGuid();
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(
            hub.Address, _pki, _ => Task.CompletedTask, _pki.AgentCertificate(id, "shop-eu"));

        var tunnel = await hub.NextTunnelAsync();

        tunnel.Identity.ClusterId.Should().Be(id);
        tunnel.Identity.ClusterName.Should().Be("shop-eu");
    }
}
