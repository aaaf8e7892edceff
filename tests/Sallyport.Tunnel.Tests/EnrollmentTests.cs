using System.Buffers.Binary;
using System.Net.Security;
using System.Net.WebSockets;
using System.Text;
using Sallyport.Tunnel.Dialing;
using Sallyport.Tunnel.Enrollment;
using Sallyport.Tunnel.Protocol;
using Sallyport.Tunnel.Tests.Rig;

namespace Sallyport.Tunnel.Tests;

public sealed class EnrollmentTests
{
    private readonly TestPki _pki = new();

    [Fact(Timeout = Patience.Long)]
    public async Task Enrollment_WithAToken_CarriesRequestAndAnswer()
    {
        EnrollmentRequest? seen = null;
        await using var hub = await StartAsync((request, current) =>
        {
            seen = request;
            return current is null ? new EnrollmentAnswer("PEM", "shop") : new EnrollmentAnswer(Error: "unexpected");
        });

        var answer = await EnrollmentClient.EnrollAsync(
            Options(hub), new EnrollmentRequest("spj_once", "AAAA", "1.0"), TestContext.Current.CancellationToken);

        answer.Should().Be(new EnrollmentAnswer("PEM", "shop"));
        seen.Should().Be(new EnrollmentRequest("spj_once", "AAAA", "1.0"));
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Renewal_WithTheCurrentCertificate_ShowsTheHubWhoAsks()
    {
        var id = Guid.NewGuid();
        await using var hub = await StartAsync((_, current) => new EnrollmentAnswer("PEM", $"{current?.ClusterId}"));

        var answer = await EnrollmentClient.EnrollAsync(
            Options(hub, id), new EnrollmentRequest(null, "AAAA", "1.0"), TestContext.Current.CancellationToken);

        answer.Cluster.Should().Be(id.ToString());
    }

    [Fact(Timeout = Patience.Long)]
    [CatalogueRow(197)]
    public async Task Renewal_WithACertificateOfAnotherIssuer_IsRefused()
    {
        await using var hub = await StartAsync((_, _) => new EnrollmentAnswer("PEM", "shop"));
        var options = new TunnelClientOptions
        {
            Hub = hub.Address,
            HubAuthorities = [_pki.HubAuthority],
            Certificate = () => new TestPki().AgentCertificate(),
            Proxy = null,
        };

        var enroll = () => EnrollmentClient.EnrollAsync(
            options, new EnrollmentRequest(null, "AAAA", "1.0"), TestContext.Current.CancellationToken);

        await enroll.Should().ThrowAsync<TunnelException>();
    }

    [Fact]
    [CatalogueRow(217)]
    public void Request_Printed_DoesNotShowItsToken() =>
        new EnrollmentRequest("spj_once", "AAAA", "1.0").ToString().Should().NotContain("spj_once");

    [Theory(Timeout = Patience.Long)]
    [InlineData(0u, "")]
    [InlineData(65537u, "")]
    [InlineData(uint.MaxValue, "")]
    [InlineData(7u, "spj_abc")]
    [InlineData(2u, "[]")]
    [InlineData(4u, "null")]
    [InlineData(10u, "{}")]
    [InlineData(2u, "{}")]
    public async Task Frame_OutOfBoundsOrNoRequest_IsRefusedAndQuotesNothing(uint length, string body)
    {
        await using var hub = await StartAsync((_, _) => new EnrollmentAnswer("PEM", "shop"));
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(TunnelProtocol.EnrollSubprotocol);
        await socket.ConnectAsync(
            new UriBuilder(hub.Address) { Scheme = "ws", Path = TunnelProtocol.Path }.Uri, TestContext.Current.CancellationToken);
        await using var tls = new SslStream(WebSocketStream.Create(socket, WebSocketMessageType.Binary));
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = TunnelProtocol.ServerName, CertificateChainPolicy = _pki.TrustInHub() },
            TestContext.Current.CancellationToken);
        var frame = new byte[4 + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, length);
        Encoding.ASCII.GetBytes(body, frame.AsSpan(4));

        await tls.WriteAsync(frame, TestContext.Current.CancellationToken);
        try
        {
            await tls.ShutdownAsync();
        }
        catch (WebSocketException)
        {
            // The hub has hung up already: the length alone was enough.
        }

        (await hub.NextFailureAsync()).Message.Should().NotContain("spj_");
    }

    private Task<TestHub> StartAsync(Func<EnrollmentRequest, Accepting.AgentIdentity?, EnrollmentAnswer> enroll) =>
        new TestHub { Options = _pki.HubOptions(), Enroll = enroll }.StartAsync();

    private TunnelClientOptions Options(TestHub hub, Guid? cluster = null)
    {
        var certificate = cluster is { } id ? _pki.AgentCertificate(id) : null;
        return new TunnelClientOptions
        {
            Hub = hub.Address,
            HubAuthorities = [_pki.HubAuthority],
            Certificate = () => certificate,
            Proxy = null,
        };
    }
}
