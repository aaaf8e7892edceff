using CsCheck;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Tests.Requests;

/// <summary>The lists of headers allow; whatever nobody thought of stays behind (rows 95, 161 and 204).</summary>
public sealed class ForwardedHeadersPropertyTests
{
    private static readonly HashSet<string> ToCluster = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Content-Type", "Content-Length", "User-Agent", "If-None-Match", "Kubectl-Command", "Kubectl-Session",
    };

    private static readonly HashSet<string> ToClient = new(StringComparer.OrdinalIgnoreCase)
    {
        "Content-Type", "Content-Length", "Content-Encoding", "Audit-Id", "Warning", "Retry-After",
    };

    private static readonly string[] Pieces =
    [
        "X-", "Remote-", "User", "Group", "Impersonate-", "Kubectl-", "Command", "Content-", "Type", "Accept", "Audit", "-Id", "_", "-", "Sec-",
        "WebSocket-", "Protocol", "Forwarded", "Host", "Cookie", "Authorization", "Proxy-", "Agent", "Length", "Via", "a", "Z", "Extra-", "%2D",
    ];

    private static readonly string[] Listed = [.. ToCluster, .. ToClient];

    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.Int[0, Pieces.Length - 1].Array[1, 4].Select(pieces => string.Concat(pieces.Select(piece => Pieces[piece]))),
        Gen.Int[0, Listed.Length - 1].Select(Gen.Bool, (name, upper) => upper ? Listed[name].ToUpperInvariant() : Listed[name]));

    [Fact]
    public void OnRequest_AnyName_PassesOnlyWhenItIsListed() =>
        Gen.Select(Names, Gen.String).Sample(
            (name, value) => ForwardedHeaders.OnRequest(name, value, out _) != HeaderFate.Forward
                || (ToCluster.Contains(name) && value.All(c => c is >= ' ' and <= '~')),
            iter: 20_000);

    [Fact]
    public void OnResponse_AnyName_PassesOnlyWhenItIsListedAndAsOneLine() =>
        Gen.Select(Names, Gen.String).Sample(
            (name, value) => ForwardedHeaders.OnResponse(name, value, out var passed) != HeaderFate.Forward
                || (ToClient.Contains(name) && passed.All(c => c is >= ' ' and <= '~')),
            iter: 20_000);

    [Theory]
    [InlineData("v6.channel.k8s.io")]
    [InlineData("v5.base64.channel.k8s.io")]
    [InlineData("V4.CHANNEL.K8S.IO")]
    [InlineData("v4.channel.k8s.io.evil.example")]
    [InlineData("v4.channel.k8s.io v5.channel.k8s.io")]
    [InlineData("BASE64URL.bearer.authorization.k8s.io.eA, v4.channel.k8s.io")]
    [InlineData("chat")]
    [InlineData("")]
    public void TryRead_ASubprotocolThatNobodyRecords_IsRefused(string subprotocols)
    {
        var request = RequestParser.Parse("GET", "/api/v1/namespaces/x/pods/p/exec?command=sh&stdin=true&tty=false").Request!;

        ClientUpgrade.TryRead(
            request,
            [
                new("Connection", "Upgrade"), new("Upgrade", "websocket"), new("Sec-WebSocket-Version", "13"),
                new("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), new("Sec-WebSocket-Protocol", subprotocols),
            ],
            out var upgrade).Should().NotBeNull();
        upgrade.Should().BeNull();
    }
}
