using System.Globalization;
using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Audits;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.Testing.Catalogue.Tables;
using Sallyport.Testing.RawHttp;

namespace Sallyport.EndToEnd.Tests.Attacks;

/// <summary>The catalogue says what kube-apiserver understands; a real one is asked, with all rights and nothing between.</summary>
public sealed class ServerReadingTests
{
    private const string Name = "kubernetes.default.svc";
    private const string Last = "end";

    [Fact]
    public async Task Lines_OverHttp1_AreUnderstoodAsTheCatalogueSays()
    {
        var server = await ServerAsync();
        var log = ClusterAudit.FromNow();
        var run = $"readings-{Guid.NewGuid().ToString("N")[..8]}-";
        var statuses = new List<int>();
        foreach (var (index, line) in ServerReadings.All.Index())
        {
            statuses.Add(await AskAsync(server, $"{line.Method} {line.Target}", run + index));
        }

        await AskAsync(server, "GET /version", run + Last);
        var heard = await HeardAsync(log, run);

        var readings = ServerReadings.All.Select((line, index) =>
            (line.Row, line.Method, line.Target, statuses[index], heard.GetValueOrDefault(run + index, "")));
        readings.Should().Equal(ServerReadings.All);
    }

    [Fact]
    public async Task Lines_OverHttp2_AreUnderstoodInNoOtherWay()
    {
        var server = await ServerAsync();
        var log = ClusterAudit.FromNow();
        var run = $"readings-{Guid.NewGuid().ToString("N")[..8]}-";
        foreach (var (index, line) in ServerReadings.All.Index())
        {
            await AskHttp2Async(server, line.Method, line.Target, run + index);
        }

        await AskHttp2Async(server, "GET", "/version", run + Last);
        var heard = await HeardAsync(log, run);

        // A space is no end of the target here: what HTTP/1.1 refuses for it is understood.
        var others = ServerReadings.All.Index()
            .Where(line => line.Item.Understood.Length > 0 && heard.TryGetValue(run + line.Index, out var understood) && understood != line.Item.Understood)
            .Select(line => $"{line.Item.Row} {line.Item.Method} {line.Item.Target}: {heard[run + line.Index]}");
        string.Join('\n', others).Should().BeEmpty();
        heard.Should().HaveCountGreaterThan(ServerReadings.All.Count * 3 / 4);
    }

    private static async Task<int> AskAsync((int Port, string Token) server, string line, string mark)
    {
        await using var connection = await RawConnection.OpenAsync(server.Port, Name);
        string[] upgrade = line.Contains("exec", StringComparison.Ordinal)
            ? ["Connection: Upgrade", "Upgrade: SPDY/3.1", "X-Stream-Protocol-Version: v4.channel.k8s.io"]
            : ["Connection: close"];
        await connection.AskAsync(line, [$"User-Agent: {mark}", $"Authorization: Bearer {server.Token}", .. upgrade]);
        return int.Parse((await connection.HeadAsync()).AsSpan(9, 3), CultureInfo.InvariantCulture);
    }

    /// <summary>A watch is not waited for: the headers of its answer are enough.</summary>
    private static async Task AskHttp2Async((int Port, string Token) server, string method, string target, string mark)
    {
        await using var connection = await RawHttp2Connection.OpenAsync(server.Port, Name);
        var stream = connection.NewStream();
        await connection.SendHeadersAsync(
            stream,
            [
                new(":method", method), new(":scheme", "https"), new(":authority", Name), new(":path", target),
                new("user-agent", mark), new("authorization", $"Bearer {server.Token}"),
            ],
            endStream: true);
        while (await connection.ReadAsync() is { } frame)
        {
            if (frame.Type is Http2FrameType.GoAway or Http2FrameType.ResetStream || (frame.Type == Http2FrameType.Headers && frame.Stream == stream))
            {
                return;
            }
        }
    }

    /// <summary>What the audit says was asked, by the mark of the request.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> HeardAsync(ClusterAudit log, string run)
    {
        await log.FindAsync(entry => (string?)entry["userAgent"] == run + Last, "the last line");
        return log.Events()
            .Where(entry => ((string?)entry["userAgent"] ?? "").StartsWith(run, StringComparison.Ordinal))
            .GroupBy(entry => (string)entry["userAgent"]!)
            .ToDictionary(entries => entries.Key, entries => Understood(entries.First()));
    }

    private static string Understood(JsonObject entry)
    {
        string Of(string name) => (string?)entry["objectRef"]![name] ?? "";
        static string Or(string? text) => string.IsNullOrEmpty(text) ? "-" : text;
        var verb = Or((string?)entry["verb"]);
        if (entry["objectRef"] is null)
        {
            return $"{verb} path";
        }

        var subresource = Of("subresource") is { Length: > 0 } sub ? $"/{sub}" : "";
        return $"{verb} {Of("apiGroup")}/{Of("apiVersion")} {Of("resource")}{subresource} {Or(Of("namespace"))} {Or(Of("name"))}";
    }

    private static async Task<(int Port, string Token)> ServerAsync()
    {
        var kubeconfig = Machine.Kubeconfig ?? throw Machine.Lacks($"SALLYPORT_E2E_KUBECONFIG names no cluster; {Machine.HowToGetCluster}");
        var view = (await new Kubectl(Kubectl.Oldest, kubeconfig, context: null).RunAsync("config", "view", "--raw", "--minify", "-o", "json")).Succeeded().Output;
        var config = JsonNode.Parse(view)!;
        var server = new Uri((string)config["clusters"]![0]!["cluster"]!["server"]!);
        return (string?)config["users"]![0]!["user"]!["token"] is { } token && server.IsLoopback
            ? (server.Port, token)
            : throw Machine.Lacks($"the cluster is not one of this machine with a token; {Machine.HowToGetCluster}");
    }
}
