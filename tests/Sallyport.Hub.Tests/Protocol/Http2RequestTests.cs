using System.Text;
using Sallyport.Hub.Tests.Gateway;
using Sallyport.Testing.Catalogue;
using Sallyport.Testing.RawHttp;

namespace Sallyport.Hub.Tests.Protocol;

/// <summary>What is no sound request of HTTP/2 ends its stream or its connection, and reaches nobody.</summary>
public sealed class Http2RequestTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private const string Alpha = "alpha.clusters.sallyport.internal";
    private const string Pods = "/api/v1/namespaces/shop/pods";

    public static TheoryData<string> Unsound => new(
        "transfer-encoding=chunked",
        "connection=keep-alive",
        "connection=upgrade",
        "keep-alive=1",
        "upgrade=websocket",
        "proxy-connection=close",
        "te=gzip",
        "X-Upper=1",
        "x-value=a\r\nimpersonate-user: admin",
        "x-value=a\nb",
        "x-value=a\0b",
        "x name=1",
        "x:name=1",
        ":path=" + Pods,
        ":method=GET",
        ":status=200",
        ":unknown=1");

    public static TheoryData<string, string, string> Lines => new()
    {
        { "GET", "api/v1/namespaces/shop/pods", "https" },
        { "GET", "*", "https" },
        { "GET", "", "https" },
        { "GET", "https://elsewhere/api/v1/namespaces/shop/pods", "https" },
        { "GET", Pods, "ftp" },
        { "GET", Pods, "http" },
        { "GE T", Pods, "https" },
        { "get", Pods, "https" },
        { "CONNECT", Pods, "https" },
        { "PRI", Pods, "https" },
    };

    [Theory]
    [CatalogueRow(182)]
    [MemberData(nameof(Unsound))]
    public async Task Header_ThatHttp2DoesNotAllow_ReachesNobody(string header)
    {
        var before = rig.Agent.Requests.Count;
        await using var connection = await RawHttp2Connection.OpenAsync(rig.Port, Alpha);
        var at = header.IndexOf('=', StringComparison.Ordinal);

        var answer = await connection.AskAsync(
            "GET", Pods, Alpha, new("authorization", $"Bearer {rig.Admin}"), new(header[..at], header[(at + 1)..]));

        Refused(answer).Should().BeTrue($"it was answered {answer.Status}");
        rig.Agent.Requests.Should().HaveCount(before);
    }

    [Theory]
    [CatalogueRow(182)]
    [MemberData(nameof(Lines))]
    public async Task PseudoHeaders_ThatAreNoRequestForAPath_ReachNobody(string method, string path, string scheme)
    {
        var before = rig.Agent.Requests.Count;
        await using var connection = await RawHttp2Connection.OpenAsync(rig.Port, Alpha);
        var stream = connection.NewStream();
        await connection.SendHeadersAsync(
            stream,
            [new(":method", method), new(":scheme", scheme), new(":authority", Alpha), new(":path", path), new("authorization", $"Bearer {rig.Admin}")],
            endStream: true);

        Refused(await connection.AnswerAsync(stream)).Should().BeTrue();
        rig.Agent.Requests.Should().HaveCount(before);
    }

    [Theory]
    [CatalogueRow(182)]
    [InlineData(3, "hello")]
    [InlineData(9, "hello")]
    public async Task Length_ThatTheBodyDoesNotHave_ReachesNobodyWhole(int length, string body)
    {
        var before = rig.Agent.Requests.Count;
        await using var connection = await RawHttp2Connection.OpenAsync(rig.Port, Alpha);
        var stream = connection.NewStream();
        await connection.SendHeadersAsync(
            stream,
            [
                new(":method", "POST"), new(":scheme", "https"), new(":authority", Alpha), new(":path", Pods),
                new("authorization", $"Bearer {rig.Admin}"), new("content-type", "application/json"),
                new("content-length", length.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ],
            endStream: false);
        await connection.SendDataAsync(stream, Encoding.ASCII.GetBytes(body), endStream: true);

        Refused(await connection.AnswerAsync(stream)).Should().BeTrue();
        rig.Agent.Requests.Should().HaveCount(before);
    }

    [Fact]
    [CatalogueRow(186)]
    public async Task Body_DeclaredTooLong_IsRefused()
    {
        await using var connection = await RawHttp2Connection.OpenAsync(rig.Port, Alpha);
        var stream = connection.NewStream();
        await connection.SendHeadersAsync(
            stream,
            [
                new(":method", "POST"), new(":scheme", "https"), new(":authority", Alpha), new(":path", Pods),
                new("authorization", $"Bearer {rig.Admin}"), new("content-type", "application/json"), new("content-length", "3145729"),
            ],
            endStream: false);

        var answer = await connection.AnswerAsync(stream);

        answer.Status.Should().Be(413);
        answer.Text.Should().Contain("\"kind\":\"Status\"");
    }

    [Fact]
    [CatalogueRow(182)]
    public async Task Host_BesideAnotherAuthority_CountsForNothing()
    {
        await using var connection = await RawHttp2Connection.OpenAsync(rig.Port, Alpha);

        var answer = await connection.AskAsync(
            "GET", Pods, Alpha, new("authorization", $"Bearer {rig.Admin}"), new("host", "beta.clusters.sallyport.internal"));

        answer.Status.Should().Be(200, "the cluster is the one of the TLS name and the authority");
        rig.Agent.Requests.Last().Host.Should().NotContain("beta");
    }

    private static bool Refused(RawHttp2Answer answer) => answer.Status is 0 or (>= 400 and < 500);
}
