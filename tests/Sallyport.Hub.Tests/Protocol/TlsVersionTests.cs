using Sallyport.Hub.Tests.Gateway;
using Sallyport.Testing.Catalogue;
using Sallyport.Testing.RawHttp;

namespace Sallyport.Hub.Tests.Protocol;

/// <summary>Below TLS 1.2 there is no conversation.</summary>
public sealed class TlsVersionTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private const byte Alert = 21;
    private static readonly byte[] Refusals = [40, 70];

    [Theory]
    [CatalogueRow(194)]
    [InlineData(0x03, 0x00)]
    [InlineData(0x03, 0x01)]
    [InlineData(0x03, 0x02)]
    public async Task Hello_OfAnOldVersion_IsRefused(byte major, byte minor)
    {
        await using var stream = await RawSocket.ConnectAsync(rig.Port);
        await stream.WriteAsync(Hello(major, minor), TestContext.Current.CancellationToken);

        var answer = new byte[7];
        await stream.ReadExactlyAsync(answer, TestContext.Current.CancellationToken);

        answer[0].Should().Be(Alert);
        Refusals.Should().Contain(answer[6], "it is handshake_failure or protocol_version");
    }

    /// <summary>A ClientHello (RFC 5246, 7.4.1.2) that offers one version and suites which every server of its time had.</summary>
    private static byte[] Hello(byte major, byte minor)
    {
        byte[] body =
        [
            major, minor, .. new byte[32], 0,
            0, 10, 0xC0, 0x13, 0xC0, 0x14, 0xC0, 0x09, 0xC0, 0x0A, 0x00, 0x2F,
            1, 0,
        ];
        byte[] handshake = [1, 0, 0, (byte)body.Length, .. body];
        return [22, 3, 1, 0, (byte)handshake.Length, .. handshake];
    }
}
