using System.Text.Json;
using Sallyport.EndToEnd.Tests.Audits;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Understanding;

/// <summary>Says lines to a hub as its administrator, and reads from both audit logs what was understood of each.</summary>
internal sealed class Comparison(Hub hub, string cluster)
{
    private const int Connections = 4;
    private const string Last = "end";
    private static readonly TimeSpan Arrival = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Straggling = TimeSpan.FromSeconds(5);
    private long? _heard;

    public async Task<IReadOnlyList<Reading>> RunAsync(string version, IReadOnlyList<RequestLine> lines)
    {
        var log = ClusterAudit.FromNow();
        _heard ??= await hub.Audit.NowAsync();
        var run = $"understanding-{Guid.NewGuid().ToString("N")[..8]}-";
        var readings = lines.Select(line => new Reading(line)).ToArray();
        await SayAsync(version, readings, run);
        // Both logs are written in the order of what happens: when they know the last line, they know all but stragglers.
        await Eventually.HoldsAsync(() => HearHubAsync(readings, run), Arrival, "the hub's audit should have the last line");
        await log.FindAsync(entry => (string?)entry["userAgent"] == run + Last, "the last line");
        await Eventually.FindAsync(() => Task.FromResult(HearCluster(readings, log, run) ? run : null), Straggling);
        return readings;
    }

    /// <summary>Reads on in the hub's audit; whether the last line has come.</summary>
    private async Task<bool> HearHubAsync(Reading[] readings, string run)
    {
        var (events, next) = await hub.Audit.PageAsync(_heard!.Value);
        _heard = next;
        var ended = false;
        foreach (var decision in events)
        {
            var mark = (string?)decision["userAgent"];
            ended |= mark == run + Last;
            if (At(readings, run, mark) is { } reading && decision["allowed"] is { } allowed)
            {
                reading.Allowed = (bool)allowed;
                reading.ByHub = AskedTuple.OfHub(JsonSerializer.SerializeToElement(decision));
            }
        }

        return ended;
    }

    /// <summary>Reads the cluster's audit; whether everything that the hub let through is there.</summary>
    private static bool HearCluster(Reading[] readings, ClusterAudit log, string run)
    {
        foreach (var entry in log.Lines())
        {
            using var document = JsonDocument.Parse(entry);
            var agent = document.RootElement.TryGetProperty("userAgent", out var value) ? value.GetString() : null;
            At(readings, run, agent)?.ByCluster.Add(AskedTuple.OfCluster(document.RootElement));
        }

        return readings.All(reading => reading.Outcome != Outcome.Mismatch);
    }

    private static Reading? At(Reading[] readings, string run, string? mark) =>
        mark is not null && mark.StartsWith(run, StringComparison.Ordinal) && int.TryParse(mark.AsSpan(run.Length), out var index)
            ? readings[index]
            : null;

    private async Task SayAsync(string version, Reading[] readings, string run)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            await using var sender = Sender(version);
            while (Interlocked.Increment(ref next) is var index && index < readings.Length)
            {
                readings[index].Status = await sender.SendAsync(readings[index].Line, $"{run}{index}");
            }
        }));
        await using var last = Sender(version);
        (await last.SendAsync(new RequestLine("GET", "/version"), run + Last)).Should().Be(200);
    }

    private RequestSender Sender(string version)
    {
        var host = $"{cluster}.clusters.sallyport.internal";
        return version == "2" ? new Http2Sender(hub.Place.GatewayPort, host, hub.Admin.Token) : new Http1Sender(hub.Place.GatewayPort, host, hub.Admin.Token);
    }
}
