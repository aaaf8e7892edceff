using Sallyport.Access.Policy;
using Sallyport.Hub.Tests.Gateway;
using Sallyport.Testing.Catalogue.Tables;

namespace Sallyport.Hub.Tests.Attacks;

/// <summary>Every road to a shell or a Secret is closed to whoever reads all else, and not a byte of the attempt reaches the agent.</summary>
public sealed class RouteTests(RouteTests.Readers rig) : IClassFixture<RouteTests.Readers>
{
    private static readonly string[] WebSocket =
    [
        "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ];

    [Theory]
    [MemberData(nameof(ShellRoutes.All), MemberType = typeof(ShellRoutes))]
    [CatalogueTable(typeof(ShellRoutes))]
    public Task Shell_ByAnyRoute_IsDenied(int row, string line) => DeniedAsync(row, line);

    [Theory]
    [MemberData(nameof(SecretRoutes.All), MemberType = typeof(SecretRoutes))]
    [CatalogueTable(typeof(SecretRoutes))]
    public Task Secret_ByAnyRoute_IsDenied(int row, string line) => DeniedAsync(row, line);

    [Theory]
    [InlineData("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1")]
    [InlineData("application/json;as=Table;g=meta.k8s.io;v=v1")]
    [InlineData("application/vnd.kubernetes.protobuf")]
    [CatalogueRow(99, 100)]
    public async Task Secrets_InAnotherForm_AreDenied(string accept)
    {
        var before = rig.Agent.Requests.Count;
        await using var connection = await rig.ConnectAsync();

        await connection.AskAsync(
            "GET /api/v1/namespaces/shop/secrets?includeObject=Object", $"Authorization: Bearer {rig.Reader}", $"Accept: {accept}");

        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 403");
        rig.Agent.Requests.Should().HaveCount(before);
    }

    private async Task DeniedAsync(int row, string line)
    {
        var before = rig.Agent.Requests.Count;
        await using var connection = await rig.ConnectAsync();
        await connection.AskAsync(line, [$"Authorization: Bearer {rig.Reader}", .. Handshake(line)]);
        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 403", "of row {0}", row);

        await using var second = await rig.ConnectHttp2Async();
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var answer = await second.AskAsync(
            line[..space], line[(space + 1)..], "127.0.0.1", new HeaderField("authorization", $"Bearer {rig.Reader}"));

        // HTTP/2 has no upgrades, and a shell without one is not understood.
        answer.Status.Should().Be(Handshake(line).Length == 0 ? 403 : 400, "row {0} over HTTP/2", row);
        rig.Agent.Requests.Should().HaveCount(before);
    }

    private static string[] Handshake(string line)
    {
        var path = line.Split('?')[0].TrimEnd('/');
        return !path.Contains("/pods/", StringComparison.Ordinal) || path.Contains("/proxy", StringComparison.Ordinal) ? []
            : path.EndsWith("/portforward", StringComparison.Ordinal) ? Spdy("portforward.k8s.io")
            : !path.EndsWith("/exec", StringComparison.Ordinal) && !path.EndsWith("/attach", StringComparison.Ordinal) ? []
            : line.StartsWith("GET ", StringComparison.Ordinal) ? [.. WebSocket, "Sec-WebSocket-Protocol: v5.channel.k8s.io"]
            : Spdy("v4.channel.k8s.io");
    }

    private static string[] Spdy(string version) => ["Connection: Upgrade", "Upgrade: SPDY/3.1", $"X-Stream-Protocol-Version: {version}"];

    /// <summary>The hub with someone who reads everything in every cluster but Secrets.</summary>
    public sealed class Readers : IAsyncLifetime
    {
        private readonly GatewayRig _rig = new();

        public string Reader { get; private set; } = "";

        internal RecordingAgent Agent => _rig.Agent;

        internal Task<RawConnection> ConnectAsync() => _rig.ConnectAsync();

        internal Task<RawHttp2Connection> ConnectHttp2Async() => _rig.ConnectHttp2Async();

        public async ValueTask InitializeAsync()
        {
            await _rig.InitializeAsync();
            Reader = await _rig.PersonAsync("reader", "organization-read-only", Scope.Organization);
        }

        public ValueTask DisposeAsync() => _rig.DisposeAsync();
    }
}
