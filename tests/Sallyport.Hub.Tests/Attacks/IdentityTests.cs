using Sallyport.Hub.Tests.Gateway;

namespace Sallyport.Hub.Tests.Attacks;

/// <summary>Whoever tries to be another through headers stays who they are.</summary>
public sealed class IdentityTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private const string Pods = "GET /api/v1/namespaces/shop/pods";

    private static readonly string[] Known =
    [
        "Accept", "Content-Type", "Content-Length", "User-Agent", "If-None-Match", "Kubectl-Command", "Kubectl-Session", "Host",
        "sallyport-user", "sallyport-group", "sallyport-request-id",
    ];

    [Theory]
    [InlineData("Impersonate-User : system:admin")]
    [InlineData("X-Folded: 1\r\n\tImpersonate-User: system:admin")]
    [InlineData("X-Folded: 1\r\n Impersonate-User: system:admin")]
    [CatalogueRow(141)]
    public async Task Header_ThatServersReadDifferently_IsRefused(string lines)
    {
        var before = rig.Agent.Requests.Count;
        await using var connection = await rig.ConnectAsync();

        await connection.AskAsync(Pods, $"Authorization: Bearer {rig.Admin}", lines);

        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 400");
        rig.Agent.Requests.Should().HaveCount(before);
    }

    [Theory]
    [InlineData("Impersonate-User: system:admin")]
    [InlineData("Impersonate-Group: system:masters")]
    [InlineData("sallyport-user: sallyport:admin")]
    [InlineData("Authorization: Bearer other")]
    [CatalogueRow(142)]
    public async Task Trailer_OverHttp1_StaysBehind(string trailer)
    {
        await using var connection = await rig.ConnectAsync();

        await connection.SendAsync(
            $"POST /api/v1/namespaces/shop/configmaps HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {rig.Admin}\r\n"
            + $"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nTrailer: {trailer.Split(':')[0]}\r\n\r\n"
            + $"2\r\n{{}}\r\n0\r\n{trailer}\r\n\r\n");

        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 200");
        HasOurIdentity(rig.Agent.Requests.Last(), "admin");
    }

    [Fact]
    [CatalogueRow(142)]
    public async Task Trailer_OverHttp2_StaysBehind()
    {
        await using var connection = await rig.ConnectHttp2Async();
        var stream = connection.NewStream();
        await connection.SendHeadersAsync(
            stream,
            [
                new(":method", "POST"), new(":scheme", "https"), new(":authority", "127.0.0.1"), new(":path", "/api/v1/namespaces/shop/configmaps"),
                new("authorization", $"Bearer {rig.Admin}"), new("content-type", "application/json"),
            ],
            endStream: false);
        await connection.SendDataAsync(stream, "{}"u8.ToArray(), endStream: false);
        await connection.SendHeadersAsync(stream, [new("impersonate-user", "system:admin"), new("sallyport-group", "system:masters")], endStream: true);

        (await connection.AnswerAsync(stream)).Status.Should().Be(200);
        HasOurIdentity(rig.Agent.Requests.Last(), "admin");
    }

    [Theory]
    [InlineData("Connection: Impersonate-User")]
    [InlineData("Connection: close, Impersonate-Group")]
    [InlineData("Connection: Authorization")]
    [InlineData("Connection: sallyport-user, sallyport-group")]
    [InlineData("Connection:\r\nConnection: sallyport-user")]
    [CatalogueRow(143)]
    public async Task Connection_NamingIdentityHeaders_TakesNoneAway(string lines)
    {
        await using var connection = await rig.ConnectAsync();

        await connection.AskAsync(Pods, $"Authorization: Bearer {rig.Developer}", lines);

        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 200");
        HasOurIdentity(rig.Agent.Requests.Last(), "developer");
        rig.Agent.Requests.Last().Headers.Keys.Should().NotContain("Connection");
    }

    [Fact]
    [CatalogueRow(161)]
    public async Task Headers_ThatNobodyKnows_StayBehind()
    {
        var dice = new Random(161);
        string[] strangers = ["X-Remote-User", "X-Remote-Group", "X-Remote-Extra-Scopes", "X-Remote-Uid", "X-Forwarded-User", "Forwarded", "Via", "TE", "Range", "Cookie", "Origin", "Audit-ID", "baggage", "traceparent"];
        var lines = strangers.Concat(Enumerable.Range(0, 60).Select(i => $"X-{i}-{string.Concat(Enumerable.Range(0, 8).Select(_ => (char)('a' + dice.Next(26))))}"))
            .Select(name => $"{name}: x");
        await using var connection = await rig.ConnectAsync();

        await connection.AskAsync(Pods, [$"Authorization: Bearer {rig.Developer}", "Accept: application/json", .. lines]);

        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 200");
        rig.Agent.Requests.Last().Headers.Keys.Should().BeSubsetOf(Known);
    }

    [Theory]
    [InlineData("PROXY TCP4 10.0.0.1 10.0.0.2 4711 6443\r\n")]
    [InlineData("PROXY TCP4 10.0.0.1 10.0.0.2 4711 6443\r\nPROXY UNKNOWN\r\n")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\u0021\u0011\0\u000c\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\0\u0001\0\u0002")]
    [CatalogueRow(160)]
    public async Task Preface_OfAProxyThatIsNotThere_EndsTheConnection(string preface)
    {
        var before = rig.Agent.Requests.Count;
        await using var bare = new RawConnection(await RawSocket.ConnectAsync(rig.Port));
        await bare.SendAsync(preface + $"{Pods} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {rig.Admin}\r\n\r\n");
        System.Text.Encoding.Latin1.GetString(await bare.RestAsync()).Should().NotContain("HTTP/1.1 200");

        await using var inside = await rig.ConnectAsync();
        await inside.SendAsync(preface + $"{Pods} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {rig.Admin}\r\n\r\n");
        System.Text.Encoding.Latin1.GetString(await inside.RestAsync()).Should().NotContain("HTTP/1.1 200");
        rig.Agent.Requests.Should().HaveCount(before);
    }

    [Fact]
    [CatalogueRow(237)]
    public async Task Answer_OfOnePerson_IsNeverAnothers()
    {
        foreach (var (token, status) in new[] { (rig.Admin, 200), (rig.Developer, 403), (rig.Admin, 200), (rig.Stranger, 404), (rig.Developer, 403) })
        {
            await using var connection = await rig.ConnectAsync();
            await connection.AskAsync("GET /api/v1/namespaces/shop/secrets", $"Authorization: Bearer {token}");
            (await connection.HeadAsync()).Should().StartWith($"HTTP/1.1 {status}");
        }
    }

    private static void HasOurIdentity(Received received, string user)
    {
        received.Headers["sallyport-user"].Should().Be($"sallyport:{user}");
        received.Headers["sallyport-group"].Should().StartWith("sallyport:").And.NotContain(",");
        received.Headers.Keys.Should().BeSubsetOf(Known);
        received.Trailers.Should().BeEmpty();
    }
}
