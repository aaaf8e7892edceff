using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.Testing.RawHttp;

namespace Sallyport.EndToEnd.Tests.Settings;

/// <summary>A listed command gets no input, in whatever frames of the upgraded connection a client hides it.</summary>
[Collection(SharedHubCollection.Name)]
public sealed class SmuggledInputTests(SharedHub shared)
{
    private const string Input = "smuggled";
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(3);
    private static readonly byte[] OnStdin = SpdyClient.Data(5, Encoding.ASCII.GetBytes(Input + "\n"));

    /// <summary>Frames to send once the streams are open; the kubelet reads of some as much as they always have, whatever length they say.</summary>
    public static TheoryData<string, byte[]> Frames => new()
    {
        { "plainly", OnStdin },
        { "in a ping that is too long", SpdyClient.Control(6, [.. SpdyClient.Number(1), .. OnStdin]) },
        { "in a reset that is too long", SpdyClient.Control(3, [.. SpdyClient.Number(99), .. SpdyClient.Number(1), .. OnStdin]) },
        { "behind settings that are fewer", SpdyClient.Control(4, [.. SpdyClient.Number(0), .. OnStdin]) },
        { "in a version that there is not", [0x80, 7, 0, 6, 0, 0, 0, (byte)(4 + OnStdin.Length), .. SpdyClient.Number(1), .. OnStdin] },
    };

    [Theory]
    [MemberData(nameof(Frames))]
    public async Task Input_OnASpdyStreamInTheOutputsPlace_NeverArrives(string how, byte[] frame)
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);
        await using var doors = await ListCatAsync();
        await using var client = await SpdyAsync(place, shared.Hub.Developer.Token);
        await client.OpenAsync(1, "error");
        await client.OpenAsync(3, "stdout");
        await client.OpenAsync(5, "stdin");

        await client.SendAsync(frame);

        (await client.HearAsync(LongEnough)).Should().NotContain(Input, how);
    }

    [Fact]
    public async Task Input_OnAWebSocketsInputChannel_NeverArrives()
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);
        await using var doors = await ListCatAsync();
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("v4.channel.k8s.io");
        socket.Options.SetRequestHeader("Authorization", "Bearer " + shared.Hub.Developer.Token);
        socket.Options.RemoteCertificateValidationCallback = GatewayClient.Trusts(shared.Hub.Place);
        await socket.ConnectAsync(new Uri($"wss://127.0.0.1:{shared.Hub.Place.GatewayPort}{Exec(place)}"), TestContext.Current.CancellationToken);

        byte[] message = [0, .. Encoding.ASCII.GetBytes(Input + "\n")];
        await socket.SendAsync(message, WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);

        (await HearAsync(socket)).Should().NotContain(Input);
    }

    private static string Exec(Place place) =>
        $"/clusters/{RealCluster.Name}/api/v1/namespaces/{place.Namespace}/pods/{place.Pod}/exec?command=cat&stdout=true&stderr=true";

    private async Task<OpenDoors> ListCatAsync()
    {
        var doors = await OpenDoors.SetAsync(shared.Hub, secrets: false, shell: false);
        await shared.Hub.Api.AskAsync(
            HttpMethod.Put, "/api/v1/settings/shell", new JsonObject { ["value"] = "listed-commands", ["commands"] = new JsonArray("cat") });
        return doors;
    }

    private async Task<SpdyClient> SpdyAsync(Place place, string token)
    {
        var connection = await RawConnection.OpenAsync(shared.Hub.Place.GatewayPort, "127.0.0.1");
        await connection.AskAsync(
            $"POST {Exec(place)}",
            $"Authorization: Bearer {token}", "Connection: Upgrade", "Upgrade: SPDY/3.1", "X-Stream-Protocol-Version: v4.channel.k8s.io");
        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 101");
        return new SpdyClient(connection);
    }

    private static async Task<string> HearAsync(ClientWebSocket socket)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(LongEnough);
        var heard = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), over.Token) is { MessageType: not WebSocketMessageType.Close } read)
            {
                heard.Append(Encoding.Latin1.GetString(buffer, 0, read.Count));
            }
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException)
        {
            // What came before counts.
        }

        return heard.ToString();
    }
}
