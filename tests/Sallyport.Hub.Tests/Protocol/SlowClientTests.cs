using System.Text;
using Microsoft.AspNetCore.Http;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Tests.Gateway;
using Sallyport.Hub.Tests.Storage;
using Sallyport.Testing.Catalogue;
using Sallyport.Testing.RawHttp;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Tests.Protocol;

/// <summary>Who sends nothing where something is due is sent away; who is quiet because nothing happens is not.</summary>
public sealed class SlowClientTests(SlowClientTests.ImpatientRig rig) : IClassFixture<SlowClientTests.ImpatientRig>
{
    private const string Alpha = "alpha.clusters.sallyport.internal";
    private const string Stuck = "/api/v1/namespaces/shop/configmaps";

    [Theory]
    [CatalogueRow(185)]
    [InlineData("GET /api/v1/namesp")]
    [InlineData("GET /api/v1/namespaces/shop/pods HTTP/1.1\r\nHost: x\r\nX-More: ")]
    public async Task Headers_ThatNeverEnd_EndTheConnection(string begun)
    {
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync(begun);

        Encoding.ASCII.GetString(await connection.RestAsync()).Should().StartWith("HTTP/1.1 408");
    }

    [Fact]
    [CatalogueRow(185)]
    public async Task Headers_ThatNeverEndOverHttp2_EndTheConnection()
    {
        await using var connection = await RawHttp2Connection.OpenAsync(rig.Port, Alpha);
        await connection.SendAsync(new Http2Frame(Http2FrameType.Headers, 0, connection.NewStream(), HeaderBlock.Write([new(":method", "GET")])));

        await EndAsync(connection);
    }

    [Theory]
    [CatalogueRow(185, 186)]
    [InlineData("Content-Length: 100")]
    [InlineData("Content-Length: 100\r\nExpect: 100-continue")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task Body_ThatNeverComes_EndsTheConnectionAndTheAgentsStream(string framing)
    {
        var (began, ended) = WatchTheAgent();
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync(
            $"POST {Stuck} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {rig.Admin}\r\nContent-Type: application/json\r\n{framing}\r\n\r\n");
        await began;

        Encoding.ASCII.GetString(await connection.RestAsync()).Should().Contain("HTTP/1.1 408");
        await ended;
    }

    [Fact]
    [CatalogueRow(185)]
    public async Task Body_ThatNeverComesOverHttp2_EndsTheAgentsStream()
    {
        var (began, ended) = WatchTheAgent();
        await using var connection = await RawHttp2Connection.OpenAsync(rig.Port, Alpha);
        await connection.SendHeadersAsync(
            connection.NewStream(),
            [
                new(":method", "POST"), new(":scheme", "https"), new(":authority", Alpha), new(":path", Stuck),
                new("authorization", $"Bearer {rig.Admin}"), new("content-type", "application/json"),
            ],
            endStream: false);
        await began;

        await ended;
    }

    [Theory]
    [CatalogueRow(185)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Quiet_WatchOrShell_OutlivesWhoeverIsSentAway(bool shell)
    {
        var speak = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Agent.Answer = context => QuietAsync(context, speak.Task);
        await using var quiet = await rig.ConnectAsync();
        await quiet.AskAsync(
            shell ? Shells.Exec : "GET /api/v1/namespaces/shop/pods?watch=true",
            [$"Authorization: Bearer {rig.Admin}", .. shell ? Shells.Handshake : []]);
        (await quiet.HeadAsync()).Should().StartWith(shell ? "HTTP/1.1 101" : "HTTP/1.1 200");

        for (var i = 0; i < 2; i++)
        {
            // Each begins after the one that is quiet, and is waited for until it is sent away.
            await using var slow = await rig.ConnectAsync();
            await slow.SendAsync($"POST {Stuck} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {rig.Admin}\r\nContent-Length: 9\r\n\r\n");
            await slow.RestAsync();
        }

        speak.SetResult();
        var said = new byte[4];
        await quiet.Stream.ReadExactlyAsync(said, TestContext.Current.CancellationToken);
    }

    private (Task Began, Task Ended) WatchTheAgent()
    {
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Agent.LeavesUnread = _ => true;
        rig.Agent.Answer = async context =>
        {
            began.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended.TrySetResult();
        };
        return (began.Task.WaitAsync(Eventually.Patience), ended.Task.WaitAsync(2 * Eventually.Patience));
    }

    private static async Task EndAsync(RawHttp2Connection connection)
    {
        while (await connection.ReadAsync() is { } frame && frame.Type != Http2FrameType.GoAway)
        {
            // Settings and window updates, until the end.
        }
    }

    private static async Task QuietAsync(HttpContext context, Task speak)
    {
        if (context.Request.Host.Value == TunnelProtocol.UpgradeAuthority)
        {
            Shells.Accept(context);
        }
        else if (!context.Request.Query.ContainsKey("watch"))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await speak.WaitAsync(context.RequestAborted);
        await context.Response.WriteAsync("{\"type\":\"ADDED\"}\n", context.RequestAborted);
    }

    /// <summary>A hub that waits for seconds where others wait for a quarter of a minute.</summary>
    public sealed class ImpatientRig : GatewayRig
    {
        internal override HubLimits Limits => base.Limits with { HeadersTime = TimeSpan.FromSeconds(2), BodyPause = TimeSpan.FromSeconds(2) };
    }
}
