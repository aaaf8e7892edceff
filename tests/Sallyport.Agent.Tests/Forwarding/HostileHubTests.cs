using Sallyport.Agent.Tests.Support;
using Sallyport.Testing.Catalogue.Tables;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent.Tests.Forwarding;

/// <summary>A hub that was taken over sends what it likes: the agent reads it as strictly as the hub reads its clients.</summary>
public sealed class HostileHubTests(HostileHubTests.OneAgent fixture) : IClassFixture<HostileHubTests.OneAgent>
{
    [Theory]
    [MemberData(nameof(RefusedLines.All), MemberType = typeof(RefusedLines))]
    [CatalogueTable(typeof(RefusedLines))]
    public async Task Line_OfAHostileHub_IsRefusedAndNotSentOn(int row, string method, string target)
    {
        await using var connection = await RawHttp2Connection.OverAsync(await RawSocket.ConnectAsync(fixture.Agent.Port));
        var stream = connection.NewStream();
        await connection.SendHeadersAsync(
            stream,
            [
                new(":method", method), new(":scheme", "http"), new(":authority", TunnelProtocol.KubernetesAuthority), new(":path", target),
                new(TunnelHeaders.User, AgentUnderTest.User), new(TunnelHeaders.Group, AgentUnderTest.Group),
                new(TunnelHeaders.RequestId, Guid.NewGuid().ToString("D")),
            ],
            endStream: true);

        var answer = await connection.AnswerAsync(stream);

        (answer.Status == 400 || (answer.Status == 0 && (answer.Error is not null || answer.ConnectionEnded)))
            .Should().BeTrue("row {0} got {1} {2}", row, answer.Status, answer.Text);
        fixture.Upstream.Requests.Should().BeEmpty();
    }

    /// <summary>One agent with one cluster for the whole table.</summary>
    public sealed class OneAgent : IAsyncLifetime
    {
        internal RecordingApiServer Upstream { get; private set; } = null!;

        internal AgentUnderTest Agent { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Upstream = await RecordingApiServer.StartAsync();
            Agent = await AgentUnderTest.StartAsync(Upstream);
        }

        public async ValueTask DisposeAsync()
        {
            await Agent.DisposeAsync();
            await Upstream.DisposeAsync();
        }
    }
}
