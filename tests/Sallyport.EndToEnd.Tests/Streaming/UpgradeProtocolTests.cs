using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Settings;

namespace Sallyport.EndToEnd.Tests.Streaming;

/// <summary>Which protocol a shell really used, by the audit's word: kubectl falls back in silence.</summary>
[Collection(SharedHubCollection.Name)]
public sealed class UpgradeProtocolTests(SharedHub shared)
{
    [Theory]
    [InlineData(RealCluster.Name, "1.20", "SPDY/3.1")]
    [InlineData(RealCluster.Name, "1.32", "SPDY/3.1")] // 1.20 clusters do not speak v5; kubectl falls back
    [InlineData(RealCluster.Name, "1.36", "SPDY/3.1")]
    [InlineData(Pairs.Demo, "1.32", "v5.channel.k8s.io")]
    [InlineData(Pairs.Demo, "1.36", "v5.channel.k8s.io")]
    public async Task Exec_OfKubectl_UsesTheProtocolThatTheAuditNames(string cluster, string version, string protocol)
    {
        var place = await shared.PlaceInAsync(cluster);
        await using var doors = await OpenDoors.SetAsync(shared.Hub, secrets: false, shell: true);
        var since = await shared.Hub.Audit.NowAsync();

        (await shared.Hub.Developer.Kubectl(cluster, version).RunAsync("exec <pod> -n <ns> -- echo hi".For(place))).Succeeded();

        await AuditNamesAsync(since, protocol);
    }

    [Fact]
    public async Task Exec_OfARawWebSocketClient_SpeaksV4()
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);
        await using var doors = await OpenDoors.SetAsync(shared.Hub, secrets: false, shell: true);
        var since = await shared.Hub.Audit.NowAsync();
        using var socket = Socket(shared.Hub.Developer.Token);

        await socket.ConnectAsync(
            new Uri($"wss://127.0.0.1:{shared.Hub.Place.GatewayPort}/clusters/{RealCluster.Name}/api/v1/namespaces/{place.Namespace}"
                + $"/pods/{place.Pod}/exec?command=echo&command=raw%20client&stdout=true&stderr=true"),
            TestContext.Current.CancellationToken);

        socket.SubProtocol.Should().Be("v4.channel.k8s.io");
        var frames = await ReadAllAsync(socket);
        frames.Where(frame => frame[0] == 1).SelectMany(frame => frame.AsSpan(1).ToArray()).ToArray()
            .Should().Equal("raw client\n"u8.ToArray());
        var end = frames.Last(frame => frame[0] == 3);
        ((string?)JsonNode.Parse(Encoding.UTF8.GetString(end.AsSpan(1)))!["status"]).Should().Be("Success");
        await AuditNamesAsync(since, "v4.channel.k8s.io");
    }

    private async Task AuditNamesAsync(long since, string protocol) =>
        await shared.Hub.Audit.FindAsync(
            since,
            entry => (string?)entry["subresource"] == "exec" && ((string?)entry["upgradeProtocol"] ?? "").Contains(protocol, StringComparison.Ordinal),
            $"an exec over {protocol}");

    private ClientWebSocket Socket(string token)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("v4.channel.k8s.io");
        socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
        socket.Options.RemoteCertificateValidationCallback = GatewayClient.Trusts(shared.Hub.Place);
        return socket;
    }

    private static async Task<List<byte[]>> ReadAllAsync(ClientWebSocket socket)
    {
        var frames = new List<byte[]>();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return frames;
            }

            if (read.Count > 0)
            {
                frames.Add(buffer[..read.Count]);
            }
        }
    }
}
