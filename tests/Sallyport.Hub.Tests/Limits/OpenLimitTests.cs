using System.Net;
using Microsoft.AspNetCore.Http;
using Sallyport.Hub.Tests.Gateway;
using Sallyport.Hub.Tests.Storage;
using Sallyport.Testing.RawHttp;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Tests.Limits;

/// <summary>What stays open is counted by user: row 190.</summary>
public sealed class OpenLimitTests(LimitedRig rig) : IClassFixture<LimitedRig>
{
    private const string Watch = "/api/v1/namespaces/shop/pods?watch=true";
    private const string Exec = "GET /api/v1/namespaces/shop/pods/p/exec?command=sh&stdin=true&stdout=true";

    private static readonly string[] Handshake =
    [
        "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol: v5.channel.k8s.io",
    ];

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Watches_MoreThanOneUserMayHave_AreTurnedAwayAndOrdinaryRequestsAreNot(string version)
    {
        rig.Agent.Answer = OpenAsync;
        var token = await rig.ReaderAsync("watcher-" + version[0]);
        using var client = rig.Client(Version.Parse(version));
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < rig.Limits.WatchesPerUser; i++)
        {
            open.Add(await LimitedRig.GetAsync(client, Watch, token));
        }

        using var refused = await LimitedRig.GetAsync(client, Watch, token);
        using var ordinary = await LimitedRig.GetAsync(client, "/api/v1/namespaces/shop/pods", token);
        using var other = await LimitedRig.GetAsync(client, Watch, rig.Admin);

        open.Should().OnlyContain(answer => answer.StatusCode == HttpStatusCode.OK);
        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.Should().BePositive();
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("8 watches and followed logs");
        ordinary.StatusCode.Should().Be(HttpStatusCode.OK);
        other.StatusCode.Should().Be(HttpStatusCode.OK);
        open.ForEach(answer => answer.Dispose());
    }

    [Fact]
    public async Task Shells_MoreThanOneUserMayHave_AreTurnedAwayUntilOneEnds()
    {
        rig.Agent.Answer = OpenAsync;
        var token = await rig.ReaderAsync("sheller");
        var open = new List<RawConnection>();
        for (var i = 0; i < rig.Limits.ShellsPerUser; i++)
        {
            open.Add(await ShellAsync(token));
            (await open[i].HeadAsync()).Should().StartWith("HTTP/1.1 101");
        }

        await using var refused = await ShellAsync(token);
        await using var other = await ShellAsync(rig.Admin);
        var answer = await refused.AnswerAsync();

        answer.Status.Should().Be(429);
        answer.Body.Should().Contain("3 shells and forwarded ports");
        (await other.HeadAsync()).Should().StartWith("HTTP/1.1 101");
        await open[0].DisposeAsync();
        await Eventually.TrueAsync(async () =>
        {
            await using var again = await ShellAsync(token);
            return (await again.HeadAsync()).StartsWith("HTTP/1.1 101", StringComparison.Ordinal);
        });
        await Task.WhenAll(open.Skip(1).Select(shell => shell.DisposeAsync().AsTask()));
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Headers_TooLong_GetAStatusThatSaysSo(string version)
    {
        using var client = rig.Client(Version.Parse(version));
        client.DefaultRequestHeaders.Add("X-Long", new string('x', 70 * 1024));

        using var answer = await LimitedRig.GetAsync(client, Watch, rig.Admin);

        ((int)answer.StatusCode).Should().Be(431);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("\"kind\":\"Status\"").And.Contain("64 KiB");
    }

    private async Task<RawConnection> ShellAsync(string token)
    {
        var connection = await rig.ConnectAsync();
        await connection.AskAsync(Exec, [$"Authorization: Bearer {token}", .. Handshake]);
        return connection;
    }

    /// <summary>Watches and shells stay open; whatever else is asked is answered.</summary>
    private static async Task OpenAsync(HttpContext context)
    {
        if (context.Request.Host.Value == TunnelProtocol.UpgradeAuthority)
        {
            context.Response.Headers[TunnelHeaders.Upgraded] = "1";
            context.Response.Headers["Sec-WebSocket-Accept"] = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
            context.Response.Headers["Sec-WebSocket-Protocol"] = "v5.channel.k8s.io";
        }
        else if (!context.Request.Query.ContainsKey("watch"))
        {
            await context.Response.WriteAsync("""{"kind":"PodList"}""", context.RequestAborted);
            return;
        }

        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
