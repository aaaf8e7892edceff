using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.Testing.RawHttp;

namespace Sallyport.EndToEnd.Tests.Settings;

/// <summary>
/// The kubelet counts the streams that a SPDY client opens and does not look at which they are: an exec that asked for no input
/// gets it all the same, where the client opens a stream of that name in another's stead.
/// </summary>
[Collection(SharedHubCollection.Name)]
public sealed class UnaskedInputTests(SharedHub shared)
{
    private const string Smuggled = "never asked for";

    [Fact]
    public async Task Input_OnAStreamThatWasNotAskedFor_ReachesAShellAndNoListedCommand()
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);
        await using (await OpenDoors.SetAsync(shared.Hub, secrets: false, shell: true))
        {
            (await SmuggleAsync(place)).Should().Contain(Smuggled, "otherwise this test tests nothing");
        }

        await using var doors = await OpenDoors.SetAsync(shared.Hub, secrets: false, shell: false);
        await shared.Hub.Api.AskAsync(
            HttpMethod.Put, "/api/v1/settings/shell", new JsonObject { ["value"] = "listed-commands", ["commands"] = new JsonArray("cat") });

        (await SmuggleAsync(place)).Should().NotContain(Smuggled);
    }

    /// <summary>What comes back of a <c>cat</c> without input to which input is sent, until that is there or the connection is over.</summary>
    private async Task<string> SmuggleAsync(Place place)
    {
        await using var connection = await RawConnection.OpenAsync(shared.Hub.Place.GatewayPort, $"{RealCluster.Name}.clusters.sallyport.internal");
        await connection.AskAsync(
            $"POST /api/v1/namespaces/{place.Namespace}/pods/{place.Pod}/exec?command=cat&stdout=true&stderr=true",
            $"Authorization: Bearer {shared.Hub.Developer.Token}",
            "Content-Length: 0", "Connection: Upgrade", "Upgrade: SPDY/3.1", "X-Stream-Protocol-Version: v4.channel.k8s.io");
        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 101");

        using var headers = new MemoryStream();
        await using var compressed = new ZLibStream(headers, CompressionLevel.Fastest);
        foreach (var (id, type) in new[] { (1, "error"), (3, "stdin"), (5, "stdout") })
        {
            await connection.Stream.WriteAsync(OpenStream(id, type, headers, compressed), TestContext.Current.CancellationToken);
        }

        var input = Encoding.ASCII.GetBytes(Smuggled);
        await connection.Stream.WriteAsync((byte[])[0, 0, 0, 3, 0, 0, 0, (byte)input.Length, .. input], TestContext.Current.CancellationToken);
        return await ReadAsync(connection.Stream);
    }

    private static async Task<string> ReadAsync(Stream stream)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var seen = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (!seen.ToString().Contains(Smuggled, StringComparison.Ordinal) && await stream.ReadAsync(buffer, patience.Token) is var read and > 0)
            {
                seen.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // A reset ends it as well.
        }

        return seen.ToString();
    }

    /// <summary>A SYN_STREAM of SPDY/3.1 with the one header that names a stream; one compressor serves all of a connection.</summary>
    private static byte[] OpenStream(int id, string type, MemoryStream headers, ZLibStream compressed)
    {
        const string name = "streamtype";
        headers.SetLength(0);
        var block = new byte[12 + name.Length + type.Length];
        BinaryPrimitives.WriteInt32BigEndian(block, 1);
        BinaryPrimitives.WriteInt32BigEndian(block.AsSpan(4), name.Length);
        Encoding.ASCII.GetBytes(name, block.AsSpan(8));
        BinaryPrimitives.WriteInt32BigEndian(block.AsSpan(8 + name.Length), type.Length);
        Encoding.ASCII.GetBytes(type, block.AsSpan(12 + name.Length));
        compressed.Write(block);
        compressed.Flush();
        var length = 10 + (int)headers.Length;
        return [0x80, 3, 0, 1, 0, 0, (byte)(length >> 8), (byte)length, 0, 0, 0, (byte)id, 0, 0, 0, 0, 0, 0, .. headers.ToArray()];
    }
}
