using System.Net;
using Microsoft.AspNetCore.Http;
using Sallyport.Tunnel.Protocol;
using Sallyport.Tunnel.Tests.Rig;

namespace Sallyport.Tunnel.Tests;

public sealed class EarlyAnswerTests
{
    private readonly TestPki _pki = new();

    [Theory(Timeout = Patience.Long)]
    [InlineData(0)]
    [InlineData(100_000)]
    public async Task Answer_BeforeTheBodyHasEnded_ReachesTheHub(int length)
    {
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, async context =>
        {
            context.Response.StatusCode = 413;
            await context.Response.Body.WriteAsync(new byte[length]);
        });
        var tunnel = await hub.NextTunnelAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => SendAsync()));

        answers.Should().AllBeEquivalentTo((HttpStatusCode.RequestEntityTooLarge, length));

        async Task<(HttpStatusCode, int)> SendAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, TunnelUri.Kubernetes("/"))
            {
                Content = new DuplexContent((stream, stop) => stream.WriteAsync(new byte[3 * 1024 * 1024], stop).AsTask()),
            };
            using var response = await tunnel.Invoker.SendAsync(request, TestContext.Current.CancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            return (response.StatusCode, body.Length);
        }
    }
}
