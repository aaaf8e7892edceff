using System.Net;
using Microsoft.AspNetCore.Http;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Tests.Gateway;
using Sallyport.Hub.Tests.Limits;
using Sallyport.Hub.Tests.Storage;
using Sallyport.Testing.Catalogue;
using Sallyport.Testing.RawHttp;

namespace Sallyport.Hub.Tests.Protocol;

/// <summary>Floods of HTTP/2's own frames end with their connection, or cost their sender alone: everybody else is answered all the while.</summary>
public sealed class Http2FloodTests(Http2FloodTests.NarrowRig rig) : IClassFixture<Http2FloodTests.NarrowRig>
{
    private const string Alpha = "alpha.clusters.sallyport.internal";
    private const string Pods = "/api/v1/namespaces/shop/pods";
    private const int EndHeaders = Http2Frame.EndHeaders;

    [Theory]
    [CatalogueRow(189)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RapidReset_OfThousandsOfRequests_LeavesNothingBehind(bool withCredential)
    {
        rig.Agent.Answer = HeldAsync;
        await using (var connection = await RawHttp2Connection.OpenAsync(rig.Port, Alpha))
        {
            var block = Ask("/api/v1/namespaces/shop/pods?watch=true", withCredential ? rig.Admin : "spt_none");
            await FloodAsync(5_000, async () =>
            {
                var stream = connection.NewStream();
                await connection.SendAsync(new Http2Frame(Http2FrameType.Headers, EndHeaders | Http2Frame.EndStream, stream, block));
                await connection.SendAsync(new Http2Frame(Http2FrameType.ResetStream, 0, stream, new byte[] { 0, 0, 0, 8 }));
            });
        }

        await NoPlaceIsKeptAsync();
    }

    [Theory]
    [CatalogueRow(189)]
    [InlineData(1_000)]
    [InlineData(0)]
    public async Task Continuation_WithoutEnd_EndsTheConnection(int size)
    {
        await using var connection = await RawHttp2Connection.OpenAsync(rig.Port, Alpha);
        var stream = connection.NewStream();
        await connection.SendAsync(new Http2Frame(Http2FrameType.Headers, 0, stream, HeaderBlock.Write([new(":method", "GET")])));
        var more = size == 0 ? [] : HeaderBlock.Write([new("x-more", new string('x', size))]);

        var sent = await FloodAsync(20_000_000, () => connection.SendAsync(new Http2Frame(Http2FrameType.Continuation, 0, stream, more)));

        sent.Should().BeLessThan(20_000_000, "the hub gave up before");
        await OthersAreAnsweredAsync();
    }

    [Theory]
    [CatalogueRow(189)]
    [InlineData(Http2FrameType.Settings)]
    [InlineData(Http2FrameType.Ping)]
    [InlineData(Http2FrameType.Priority)]
    [InlineData(Http2FrameType.WindowUpdate)]
    public async Task Frames_ThatNobodyAsksFor_CostTheirSenderAlone(Http2FrameType type)
    {
        await using var connection = await RawHttp2Connection.OpenAsync(rig.Port, Alpha);
        byte[] payload = type switch
        {
            Http2FrameType.Ping => new byte[8],
            Http2FrameType.Priority => [0, 0, 0, 0, 1],
            Http2FrameType.WindowUpdate => [0, 0, 0, 0],
            _ => [],
        };

        // Not one of the acknowledgements is read.
        await FloodAsync(20_000, () => connection.SendAsync(new Http2Frame(type, 0, type == Http2FrameType.Priority ? 1 : 0, payload)));

        await OthersAreAnsweredAsync();
    }

    [Fact]
    [CatalogueRow(189, 190)]
    public async Task Streams_ByTheThousandOnOneConnection_AreBoundedAndOthersAreAnswered()
    {
        rig.Agent.Answer = HeldAsync;
        await using var connection = await RawHttp2Connection.OpenAsync(rig.Port, Alpha);
        var block = Ask("/api/v1/namespaces/shop/pods?watch=true", rig.Admin);

        await FloodAsync(10_000, () => connection.SendAsync(
            new Http2Frame(Http2FrameType.Headers, EndHeaders | Http2Frame.EndStream, connection.NewStream(), block)));

        await OthersAreAnsweredAsync();
        await connection.DisposeAsync();
        await NoPlaceIsKeptAsync();
    }

    /// <summary>As many watches as one user may have, all open at once: what was flooded holds none of their places.</summary>
    private async Task NoPlaceIsKeptAsync()
    {
        rig.Agent.Answer = HeldAsync;
        using var client = rig.Client(HttpVersion.Version20);
        var open = new List<HttpResponseMessage>();
        await Eventually.TrueAsync(async () =>
        {
            var answer = await LimitedRig.GetAsync(client, Pods + "?watch=true", rig.Admin);
            open.Add(answer);
            return open.Count(one => one.StatusCode == HttpStatusCode.OK) == rig.Limits.OpenPerUser;
        });
        open.ForEach(one => one.Dispose());
    }

    private byte[] Ask(string path, string token) => HeaderBlock.Write(
        [new(":method", "GET"), new(":scheme", "https"), new(":authority", Alpha), new(":path", path), new("authorization", $"Bearer {token}")]);

    /// <summary>Sends until it is told to stop or the hub ends the connection; returns how often it sent.</summary>
    private static async Task<int> FloodAsync(int times, Func<Task> send)
    {
        for (var i = 0; i < times; i++)
        {
            try
            {
                var sending = send();
                if (await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)) != sending)
                {
                    // The hub takes no more: its own backpressure holds the flood.
                    return i;
                }

                await sending;
            }
            catch (IOException)
            {
                return i;
            }
        }

        return times;
    }

    private async Task OthersAreAnsweredAsync()
    {
        using var client = rig.Client(HttpVersion.Version20);
        (await LimitedRig.GetManyAsync(client, Pods, rig.Developer, 20)).Should().OnlyContain(status => status == HttpStatusCode.OK);
    }

    private static async Task HeldAsync(HttpContext context)
    {
        if (!context.Request.Query.ContainsKey("watch"))
        {
            await context.Response.WriteAsync("""{"kind":"PodList"}""", context.RequestAborted);
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>A hub with few places, so that one that is kept is missed, and little patience for headers.</summary>
    public sealed class NarrowRig : GatewayRig
    {
        internal override HubLimits Limits => base.Limits with { OpenPerUser = 25, HeadersTime = TimeSpan.FromSeconds(2) };
    }
}
