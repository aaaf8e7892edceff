using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Sallyport.Tunnel.Accepting;
using Sallyport.Tunnel.Tests.Rig;
using Sallyport.Tunnel.Upgrades;

namespace Sallyport.Tunnel.Tests;

public sealed class UpgradeTests
{
    private static readonly UpgradeRequest Exec = new()
    {
        Method = "POST",
        Target = "/api/v1/namespaces/a/pods/b/exec?command=ls&command=%2F",
        Protocol = "SPDY/3.1",
        Headers =
        [
            new("X-Stream-Protocol-Version", "v4.channel.k8s.io"),
            new("X-Stream-Protocol-Version", "v3.channel.k8s.io"),
        ],
    };

    private readonly TestPki _pki = new();

    [Theory(Timeout = Patience.Long)]
    [InlineData("GET", "websocket")]
    [InlineData("POST", "websocket")]
    [InlineData("GET", "SPDY/3.1")]
    [InlineData("POST", "SPDY/3.1")]
    public async Task Upgrade_OfEitherProtocol_KeepsMethodTargetAndSeparateLines(string method, string protocol)
    {
        await using var upstream = await TestUpstream.StartAsync(TestUpstream.EchoAsync);
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, RelayTo(upstream));
        var tunnel = await hub.NextTunnelAsync();

        await using var upgrade = await OpenAsync(tunnel, Exec with { Method = method, Protocol = protocol });

        upgrade.IsUpgraded.Should().BeTrue();
        upgrade.Response.Headers.GetValues("X-Stream-Protocol-Version").Should().Equal("v4.channel.k8s.io");
        upstream.Head.Should().StartWith($"{method} {Exec.Target} HTTP/1.1\r\n");
        upstream.Head.Should().Contain($"\r\nUpgrade: {protocol}\r\n");
        upstream.Head.Should().Contain(
            "\r\nx-stream-protocol-version: v4.channel.k8s.io\r\nx-stream-protocol-version: v3.channel.k8s.io\r\n");
    }

    [Theory(Timeout = Patience.Long)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upgrade_TwentyMegabytesEchoed_ArriveByteForByteAndEndBothWays(bool tls)
    {
        await using var upstream = await TestUpstream.StartAsync(TestUpstream.EchoAsync, tls);
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, RelayTo(upstream));
        var tunnel = await hub.NextTunnelAsync();
        await using var upgrade = await OpenAsync(tunnel, Exec);
        var sent = RandomNumberGenerator.GetBytes(20 * 1024 * 1024);

        var sending = SendAllAsync(upgrade.Stream, sent);
        var received = await ReadAllAsync(upgrade.Stream);
        await sending;

        received.AsSpan().SequenceEqual(sent).Should().BeTrue();
    }

    [Theory(Timeout = Patience.Long)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upgrade_ClientEndsFirst_StillGetsAllThatUpstreamHas(bool tls)
    {
        // Upstream says nothing before it has seen the end of its input.
        await using var upstream = await TestUpstream.StartAsync(
            async stream =>
            {
                var seen = await ReadAllAsync(stream);
                await stream.WriteAsync(new byte[1024 * 1024]);
                await stream.WriteAsync(seen);
            },
            tls);
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, RelayTo(upstream));
        var tunnel = await hub.NextTunnelAsync();
        await using var upgrade = await OpenAsync(tunnel, Exec);

        await SendAllAsync(upgrade.Stream, "stdin"u8.ToArray());
        var received = await ReadAllAsync(upgrade.Stream);

        received.Should().HaveCount((1024 * 1024) + 5);
        received.AsSpan(1024 * 1024).SequenceEqual("stdin"u8).Should().BeTrue();
    }

    [Theory(Timeout = Patience.Long)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upgrade_UpstreamEndsFirst_StillGetsAllThatClientSends(bool tls)
    {
        var seen = new TaskCompletionSource<byte[]>();
        await using var upstream = await TestUpstream.StartAsync(
            async stream =>
            {
                await stream.WriteAsync("bye"u8.ToArray());
                await TestUpstream.EndWritesAsync(stream);
                seen.SetResult(await ReadAllAsync(stream));
            },
            tls);
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, RelayTo(upstream));
        var tunnel = await hub.NextTunnelAsync();
        await using var upgrade = await OpenAsync(tunnel, Exec);

        var received = await ReadAllAsync(upgrade.Stream);
        await SendAllAsync(upgrade.Stream, new byte[3 * 1024 * 1024]);

        received.Should().Equal("bye"u8.ToArray());
        (await seen.Task.WaitAsync(TestContext.Current.CancellationToken)).Should().HaveCount(3 * 1024 * 1024);
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Upgrade_HubAborts_UpstreamIsCutAndNotEnded()
    {
        var outcome = new TaskCompletionSource<Exception?>();
        await using var upstream = await TestUpstream.StartAsync(async stream =>
        {
            await stream.WriteAsync("ready"u8.ToArray());
            try
            {
                await ReadAllAsync(stream);
                outcome.SetResult(null);
            }
            catch (IOException cut)
            {
                outcome.SetResult(cut);
            }
        });
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, RelayTo(upstream));
        var tunnel = await hub.NextTunnelAsync();
        await using var upgrade = await OpenAsync(tunnel, Exec);
        await upgrade.Stream.ReadExactlyAsync(new byte[5], TestContext.Current.CancellationToken);

        upgrade.Stream.Abort();

        (await outcome.Task.WaitAsync(TestContext.Current.CancellationToken)).Should().BeOfType<IOException>();
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Upgrade_UpstreamCuts_HubSeesAFailureAndNoEnd()
    {
        await using var upstream = await TestUpstream.StartAsync(stream =>
        {
            TestUpstream.Reset(stream);
            return Task.CompletedTask;
        });
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, RelayTo(upstream));
        var tunnel = await hub.NextTunnelAsync();

        // The cut can come so soon that it overtakes the answer.
        var openAndRead = async () =>
        {
            await using var upgrade = await OpenAsync(tunnel, Exec);
            await ReadAllAsync(upgrade.Stream);
        };

        (await openAndRead.Should().ThrowAsync<Exception>()).Which.Should().NotBeAssignableTo<OperationCanceledException>();
    }

    [Theory(Timeout = Patience.Long)]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\nnopeGET / HTTP/1.1", 403, "nope")]
    [InlineData("HTTP/1.1 400 Bad Request\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\nno\r\n2\r\npe\r\n0\r\n\r\n", 400, "nope")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 500 Broken\r\n\r\nnope", 500, "nope")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: https://elsewhere/\r\nContent-Length: 0\r\n\r\n", 302, "")]
    [CatalogueRow(174)]
    public async Task Upgrade_UpstreamRefuses_AnswerIsFinal(string answer, int status, string body)
    {
        await using var upstream = await TestUpstream.StartRawAsync(answer);
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, RelayTo(upstream));
        var tunnel = await hub.NextTunnelAsync();

        await using var upgrade = await OpenAsync(tunnel, Exec);

        upgrade.IsUpgraded.Should().BeFalse();
        ((int)upgrade.Response.StatusCode).Should().Be(status);
        (await upgrade.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Be(body);
    }

    [Theory(Timeout = Patience.Long)]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n")]
    [InlineData("HTTP/1.1 200\r\n folded: x\r\n\r\n")]
    [InlineData("HTTP/1.1 400 No\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("")]
    public async Task Upgrade_UpstreamSpeaksRubbish_IsAnError(string answer)
    {
        await using var upstream = await TestUpstream.StartRawAsync(answer);

        var connect = () => UpstreamUpgrade.ConnectAsync(upstream.Endpoint, Exec, TestContext.Current.CancellationToken);

        await connect.Should().ThrowAsync<IOException>();
    }

    [Theory(Timeout = Patience.Long)]
    [InlineData("GET\r\nX: y", "/a", "a", "b")]
    [InlineData("DELETE", "/a", "a", "b")]
    [InlineData("GET", "/a HTTP/1.1\r\n", "a", "b")]
    [InlineData("GET", "http://elsewhere/", "a", "b")]
    [InlineData("GET", "/a", "a", "b\r\nImpersonate-User: root")]
    [InlineData("GET", "/a", "a:", "b")]
    [InlineData("GET", "/a", "Host", "elsewhere")]
    [InlineData("GET", "/a", "Transfer-Encoding", "chunked")]
    [CatalogueRow(210)]
    public async Task UpstreamRequest_ThatCouldBeReadAsAnother_IsNeverSent(string method, string target, string name, string value)
    {
        var request = new UpgradeRequest { Method = method, Target = target, Protocol = "websocket", Headers = [new(name, value)] };

        var connect = () => UpstreamUpgrade.ConnectAsync(
            new UpstreamEndpoint(new Uri("http://127.0.0.1:1")), request, TestContext.Current.CancellationToken);

        await connect.Should().ThrowAsync<ArgumentException>();
    }

    private static RequestDelegate RelayTo(TestUpstream upstream) => async context =>
    {
        if (AgentUpgrade.TryRead(context) is not { } asked)
        {
            context.Response.StatusCode = 400;
            return;
        }

        await using var answered = await UpstreamUpgrade.ConnectAsync(upstream.Endpoint, asked.Request, context.RequestAborted);
        if (!answered.IsUpgraded)
        {
            context.Response.StatusCode = answered.Response.Status;
            await context.Response.Body.WriteAsync(answered.Response.Body);
            return;
        }

        var stream = await asked.AcceptAsync(answered.Response.Headers);
        await new DuplexRelay(stream, answered.Stream).RunAsync(context.RequestAborted);
    };

    private static Task<HubUpgrade> OpenAsync(AgentConnection tunnel, UpgradeRequest request) =>
        HubUpgrade.OpenAsync(tunnel.Invoker, request, TestContext.Current.CancellationToken);

    private static async Task SendAllAsync(DuplexStream stream, byte[] bytes)
    {
        await stream.WriteAsync(bytes, TestContext.Current.CancellationToken);
        await stream.FlushAsync(TestContext.Current.CancellationToken);
        await stream.CompleteWritesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<byte[]> ReadAllAsync(Stream stream)
    {
        var all = new MemoryStream();
        await stream.CopyToAsync(all, TestContext.Current.CancellationToken);
        return all.ToArray();
    }
}
