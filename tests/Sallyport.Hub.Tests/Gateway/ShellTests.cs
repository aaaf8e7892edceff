using System.Text;
using Microsoft.AspNetCore.Http;
using Sallyport.Access.Policy;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>Shells: handed over to the protocol the client asks for, and ended with a sentence.</summary>
public sealed class ShellTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private const string Exec = "GET /api/v1/namespaces/shop/pods/p/exec?command=sh&stdin=true&stdout=true";

    private static readonly string[] Handshake =
    [
        "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol: v5.channel.k8s.io",
    ];

    [Fact]
    [CatalogueRow(245)]
    public async Task Exec_RightTakenAway_SaysWhyOnTheErrorChannel()
    {
        var token = await rig.PersonAsync("shell-user", "namespace-admin", new Scope { Kind = ScopeKind.Namespace, Namespaces = ["shop"] });
        rig.Agent.Answer = UpgradedAsync;
        await using var connection = await rig.ConnectAsync();
        await connection.AskAsync(Exec, [$"Authorization: Bearer {token}", .. Handshake]);
        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 101").And.Contain("v5.channel.k8s.io");
        var hello = new byte[5];
        await connection.Stream.ReadExactlyAsync(hello, TestContext.Current.CancellationToken);
        hello.Should().Equal(0x82, 3, 1, (byte)'h', (byte)'i');

        await rig.TakeAwayAsync("shell-user");

        var rest = await connection.RestAsync();
        rest[0].Should().Be(0x82, "a binary message follows");
        Encoding.UTF8.GetString(rest).Should().Contain("\"kind\":\"Status\"");
        rest[^4..].Should().Equal(0x88, 2, 0x03, 0xE8);
        var received = rig.Agent.Requests.Last();
        received.Headers[TunnelHeaders.Method].Should().Be("GET");
        received.Headers["sallyport-group"].Should().Be("sallyport:namespace-admin:1:shell:ns:shop");
    }

    [Fact]
    [CatalogueRow(174)]
    public async Task Exec_ClusterRefusesTheUpgrade_IsFinal()
    {
        rig.Agent.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("""{"kind":"Status","message":"pods p not found"}""");
        };
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync(
            $"{Exec} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {rig.Admin}\r\n{string.Concat(Handshake.Select(line => line + "\r\n"))}\r\n"
            + $"GET /api/v1/secrets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {rig.Admin}\r\n\r\n");

        var seen = Encoding.UTF8.GetString(await connection.RestAsync());

        seen.Should().StartWith("HTTP/1.1 404").And.Contain("pods p not found");
        rig.Agent.Requests.Should().NotContain(request => request.Target == "/api/v1/secrets");
    }

    [Fact]
    public async Task Exec_WithoutAnUpgrade_IsRefused()
    {
        await using var connection = await rig.ConnectAsync();
        await connection.AskAsync(Exec, $"Authorization: Bearer {rig.Admin}");

        (await connection.AnswerAsync()).Status.Should().Be(400);
    }

    private static async Task UpgradedAsync(HttpContext context)
    {
        context.Response.Headers[TunnelHeaders.Upgraded] = "1";
        context.Response.Headers["Sec-WebSocket-Accept"] = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
        context.Response.Headers["Sec-WebSocket-Protocol"] = "v5.channel.k8s.io";
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.WriteAsync(new byte[] { 0x82, 3, 1, (byte)'h', (byte)'i' }, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
