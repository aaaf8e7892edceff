using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Tests.Gateway;
using Sallyport.Hub.Tests.Storage;
using Sallyport.Testing.RawHttp;

namespace Sallyport.Hub.Tests.Limits;

/// <summary>One address has so many connections; whose word on addresses is taken is the installation's choice.</summary>
public sealed class ConnectionLimitTests
{
    private const string Pods = "/api/v1/namespaces/shop/pods";
    private const int Most = 12;

    [Fact]
    public async Task Connections_MoreThanOneAddressMayHave_AreClosedBeforeTlsAndOthersGoOn()
    {
        await using var rig = new FewConnections();
        await rig.InitializeAsync();
        await using var first = await rig.ConnectAsync();
        var open = new List<Stream>();
        var reset = 0;
        for (var i = 0; i < 2 * Most; i++)
        {
            try
            {
                open.Add(await RawSocket.ConnectAsync(rig.Port));
            }
            catch (SocketException)
            {
                reset++;
            }
        }

        // The agent's tunnel and the first connection are two of those that may be there.
        await Eventually.TrueAsync(() => reset + open.Count(IsClosed) == Most + 2);
        await first.AskAsync($"GET {Pods}", $"Authorization: Bearer {rig.Developer}");
        (await first.HeadAsync()).Should().StartWith("HTTP/1.1 200");

        open.ForEach(stream => stream.Dispose());
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                await using var again = await rig.ConnectAsync();
                return true;
            }
            catch (Exception refused) when (refused is IOException or SocketException)
            {
                return false;
            }
        });
        await Eventually.TrueAsync(async () =>
            (await rig.Services.GetRequiredService<AuditReader>().ReadLastAsync(new AuditQuery { Allowed = false }, 100, CancellationToken.None))
                .Any(e => e.Json.Contains("12 connections open", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Forwarded_ByAnyone_IsNotBelieved()
    {
        await using var rig = new LimitedRig();
        await rig.InitializeAsync();

        (await AuditedAddressAsync(rig)).Should().Be("127.0.0.1");
    }

    [Fact]
    public async Task Forwarded_ByATrustedProxy_IsTheClientAndHasLimitsOfItsOwn()
    {
        await using var rig = new BehindAProxy();
        await rig.InitializeAsync();
        using var client = rig.Client(HttpVersion.Version11);

        (await AuditedAddressAsync(rig)).Should().Be("203.0.113.7");

        var last = HttpStatusCode.Unauthorized;
        for (var i = 0; i < 100 && last == HttpStatusCode.Unauthorized; i++)
        {
            using var answer = await LimitedRig.GetAsync(client, Pods, null, "198.51.100.9, 203.0.113.8");
            last = answer.StatusCode;
        }

        last.Should().Be(HttpStatusCode.TooManyRequests);
        using var other = await LimitedRig.GetAsync(client, Pods, null, "203.0.113.9");
        other.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private static async Task<string> AuditedAddressAsync(GatewayRig rig)
    {
        using var client = rig.Client(HttpVersion.Version11);
        using var answer = await LimitedRig.GetAsync(client, Pods, rig.Developer, "203.0.113.7");
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var address = "";
        await Eventually.TrueAsync(async () =>
        {
            var events = await rig.Services.GetRequiredService<AuditReader>().ReadLastAsync(new AuditQuery { User = "developer" }, 10, CancellationToken.None);
            address = events.Count == 0 ? "" : (string?)JsonNode.Parse(events[0].Json)!["clientAddress"] ?? "";
            return address.Length > 0;
        });
        return address;
    }

    private static bool IsClosed(Stream stream)
    {
        var socket = ((NetworkStream)stream).Socket;
        return socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
    }

    private sealed class FewConnections : GatewayRig
    {
        internal override HubLimits Limits => base.Limits with { ConnectionsPerAddress = Most };
    }

    private sealed class BehindAProxy : LimitedRig
    {
        internal override IReadOnlyList<IPNetwork> TrustedProxies => [IPNetwork.Parse("127.0.0.1/32")];
    }
}
