using System.Globalization;
using Sallyport.Hub.Tests.Gateway;
using Sallyport.Testing.Catalogue;

namespace Sallyport.Hub.Tests.Protocol;

/// <summary>Where one request ends and the next begins is never in doubt: what could be read in two ways is refused, and the connection ends.</summary>
public sealed class Http1FramingTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private const string Path = "/api/v1/namespaces/shop/configmaps";
    private const string Smuggled = "GET /api/v1/namespaces/shop/pods/smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

    public static TheoryData<string> BrokenLengths => new(
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked\u000b",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: identity",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding:\r\n chunked",
        "Content-Length: 5,5",
        "Content-Length: -5",
        "Content-Length: 0x5",
        "Content-Length: 5 5",
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 99999999999999999999",
        "Content-Length : 5");

    public static TheoryData<string> BrokenChunks => new(
        "5\nhello\r\n0\r\n\r\n",
        "5;a\nhello\r\n0\r\n\r\n",
        "5;a\rb\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello0\r\n\r\n",
        "5\r\nhelloXX\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n",
        "g\r\nhello\r\n0\r\n\r\n",
        "FFFFFFFFFFFFFFFF5\r\nhello\r\n0\r\n\r\n",
        "\r\n5\r\nhello\r\n0\r\n\r\n");

    [Theory]
    [CatalogueRow(180)]
    [MemberData(nameof(BrokenLengths))]
    public async Task Length_ThatCouldBeReadInTwoWays_IsRefusedAndNothingIsReadBehindIt(string header)
    {
        var before = rig.Agent.Requests.Count;
        await using var connection = await rig.ConnectAsync();

        await connection.SendAsync(Head(header) + "5\r\nhello\r\n0\r\n\r\n" + Smuggled);

        Encoding(await connection.RestAsync()).Should().StartWith("HTTP/1.1 400");
        rig.Agent.Requests.Should().HaveCount(before);
    }

    [Fact]
    [CatalogueRow(180)]
    public async Task TransferEncoding_InHttp10_IsRefusedAndNothingIsReadBehindIt()
    {
        var before = rig.Agent.Requests.Count;
        await using var connection = await rig.ConnectAsync();

        await connection.SendAsync(Head("Transfer-Encoding: chunked").Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal) + "0\r\n\r\n" + Smuggled);

        Encoding(await connection.RestAsync()).Should().MatchRegex("^HTTP/1.[01] 400");
        rig.Agent.Requests.Should().HaveCount(before);
    }

    [Theory]
    [CatalogueRow(180)]
    [InlineData("+5")]
    [InlineData("05")]
    public async Task Length_WrittenOddly_IsReadInOneWayAndSentOnAnew(string length)
    {
        await using var connection = await rig.ConnectAsync();

        await connection.SendAsync(Head("Content-Length: " + length) + "hello" + Smuggled.Replace("Host: x", "Host: x\r\nConnection: close", StringComparison.Ordinal));

        Encoding(await connection.RestAsync()).Should().StartWith("HTTP/1.1 200")
            .And.Contain("HTTP/1.1 401", "what follows five bytes is a request of its own, without a credential");
        rig.Agent.Requests.Last(request => request.Target == Path).Body.Should().Be("hello");
    }

    [Theory]
    [CatalogueRow(181)]
    [MemberData(nameof(BrokenChunks))]
    public async Task Chunk_Broken_EndsTheConnectionAndNoWholeRequestGoesOn(string body)
    {
        var before = rig.Agent.Requests.Count;
        await using var connection = await rig.ConnectAsync();

        await connection.SendAsync(Head("Transfer-Encoding: chunked") + body + Smuggled);

        Encoding(await connection.RestAsync()).Should().StartWith("HTTP/1.1 400").And.NotContain("PodList");
        rig.Agent.Requests.Should().HaveCount(before);
    }

    [Fact]
    [CatalogueRow(181)]
    public async Task Trailers_OfAClient_StayBehind()
    {
        await using var connection = await rig.ConnectAsync();

        await connection.SendAsync(Head("Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\nImpersonate-User: admin\r\nSallyport-User: admin\r\n\r\n");

        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 200");
        var received = rig.Agent.Requests.Last(request => request.Target == Path);
        received.Body.Should().Be("hello");
        received.Headers["sallyport-user"].Should().Be("sallyport:admin");
        received.Headers.Keys.Should().NotContain("Impersonate-User");
    }

    [Theory]
    [CatalogueRow(186)]
    [InlineData("Content-Length: 3145729", "")]
    [InlineData("Content-Length: 104857600\r\nExpect: 100-continue", "")]
    public async Task Body_DeclaredTooLong_IsRefusedBeforeAByteOfItIsAskedFor(string headers, string body)
    {
        var before = rig.Agent.Requests.Count;
        await using var connection = await rig.ConnectAsync();

        await connection.SendAsync(Head(headers) + body);

        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 413");
        rig.Agent.Requests.Should().HaveCount(before);
    }

    [Fact]
    [CatalogueRow(186)]
    public async Task Body_ThatTurnsOutTooLong_IsRefusedAndNoWholeRequestGoesOn()
    {
        var before = rig.Agent.Requests.Count;
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync(Head("Transfer-Encoding: chunked"));
        var chunk = new string('x', 64 * 1024);
        for (var i = 0; i < 49; i++)
        {
            await connection.SendAsync(chunk.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n" + chunk + "\r\n");
        }

        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 413");
        rig.Agent.Requests.Should().HaveCount(before);
    }

    private string Head(string headers) =>
        $"POST {Path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {rig.Admin}\r\nContent-Type: application/json\r\n{headers}\r\n\r\n";

    private static string Encoding(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);
}
