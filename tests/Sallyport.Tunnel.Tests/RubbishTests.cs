using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Sallyport.Tunnel.Protocol;
using Sallyport.Tunnel.Tests.Rig;

namespace Sallyport.Tunnel.Tests;

/// <summary>An agent that does not speak what was agreed is refused, and the hub serves the others.</summary>
public sealed class RubbishTests
{
    private readonly TestPki _pki = new();

    [Theory(Timeout = Patience.Long)]
    [InlineData(TunnelProtocol.TunnelSubprotocol)]
    [InlineData(TunnelProtocol.EnrollSubprotocol)]
    public async Task Agent_WithRandomBytesForTls_IsRefused(string subprotocol)
    {
        await using var hub = await TestHub.StartAsync(_pki);
        using var socket = await DialAsync(hub, subprotocol);

        await socket.SendAsync(
            RandomNumberGenerator.GetBytes(10_000), WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);

        await hub.NextFailureAsync();
        await ServesOthersAsync(hub);
    }

    [Theory(Timeout = Patience.Long)]
    [InlineData("random")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("")]
    [CatalogueRow(201, 202)]
    public async Task Agent_WithOtherThanHttp2InsideTls_IsRefused(string answer)
    {
        await using var hub = await TestHub.StartAsync(_pki);
        using var socket = await DialAsync(hub, TunnelProtocol.TunnelSubprotocol);
        await using var tls = await SecureAsync(socket);

        // One record, so that the hub cannot hang up in the middle of it.
        await tls.WriteAsync(
            answer == "random" ? RandomNumberGenerator.GetBytes(10_000) : Encoding.ASCII.GetBytes(answer),
            TestContext.Current.CancellationToken);
        if (answer == "")
        {
            await tls.ShutdownAsync();
        }

        await hub.NextFailureAsync();
        await ServesOthersAsync(hub);
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Agent_ThatNeverSpeaks_IsRefusedAfterTheHandshakeTimeout()
    {
        await using var hub = await new TestHub { Options = _pki.HubOptions(TimeSpan.FromMilliseconds(50)) }.StartAsync();
        using var socket = await DialAsync(hub, TunnelProtocol.TunnelSubprotocol);

        (await hub.NextFailureAsync()).Message.Should().Contain("in time");
    }

    [Fact(Timeout = Patience.Long)]
    [CatalogueRow(202)]
    public async Task Agent_ThatSendsText_IsRefused()
    {
        await using var hub = await TestHub.StartAsync(_pki);
        using var socket = await DialAsync(hub, TunnelProtocol.TunnelSubprotocol);

        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);

        await hub.NextFailureAsync();
        await ServesOthersAsync(hub);
    }

    private async Task ServesOthersAsync(TestHub hub)
    {
        await using var agent = await TestAgent.StartAsync(hub, _pki, context => context.Response.WriteAsync("here"));
        (await (await hub.NextTunnelAsync()).GetTextAsync("/")).Should().Be("here");
    }

    private async Task<SslStream> SecureAsync(WebSocket socket)
    {
        var tls = new SslStream(WebSocketStream.Create(socket, WebSocketMessageType.Binary));
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = TunnelProtocol.ServerName,
                CertificateChainPolicy = _pki.TrustInHub(),
                ClientCertificates = [_pki.AgentCertificate()],
            },
            TestContext.Current.CancellationToken);
        return tls;
    }

    private static async Task<ClientWebSocket> DialAsync(TestHub hub, string subprotocol)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(subprotocol);
        await socket.ConnectAsync(
            new UriBuilder(hub.Address) { Scheme = "ws", Path = TunnelProtocol.Path }.Uri, TestContext.Current.CancellationToken);
        return socket;
    }
}
