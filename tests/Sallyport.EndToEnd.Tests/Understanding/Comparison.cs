using System.Text.Json;
using Sallyport.EndToEnd.Tests.Audits;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Understanding;

/// <summary>Says lines to a hub as its administrator, and reads from both audit logs what was understood of each.</summary>
internal sealed class Comparison(Hub hub, string cluster)
{
    private const int Connections = 4;
    private static readonly TimeSpan Arrival = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<Reading>> RunAsync(string version, IReadOnlyList<RequestLine> lines)
    {
        var log = ClusterAudit.FromNow();
        var since = await hub.Audit.NowAsync();
        var run = $"understanding-{Guid.NewGuid().ToString("N")[..8]}-";
        var readings = lines.Select(line => new Reading(line)).ToArray();
        await SayAsync(version, readings, run);
        // Both logs are written in the order of what happens: when they know the last line, they know all.
        await log.FindAsync(entry => ((string?)entry["userAgent"]) == run + "end", "the last line");
        await hub.Audit.FindAsync(since, entry => ((string?)entry["userAgent"]) == run + "end", "the last line");
        foreach (var decision in await hub.Audit.SinceAsync(since))
        {
            if (At(readings, run, (string?)decision["userAgent"]) is { } reading && decision["allowed"] is { } allowed)
            {
                reading.Allowed = (bool)allowed;
                reading.ByHub = AskedTuple.OfHub(JsonSerializer.SerializeToElement(decision));
            }
        }

        // What the cluster answered it may write down a moment later.
        await Eventually.FindAsync(() => Task.FromResult(IsWhole(readings, log, run) ? run : null), Arrival);
        return readings;
    }

    private static bool IsWhole(Reading[] readings, ClusterAudit log, string run)
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
        (await last.SendAsync(new RequestLine("GET", "/version"), run + "end")).Should().Be(200);
    }

    private RequestSender Sender(string version)
    {
        var host = $"{cluster}.clusters.sallyport.internal";
        return version == "2" ? new Http2Sender(hub.Place.GatewayPort, host, hub.Admin.Token) : new Http1Sender(hub.Place.GatewayPort, host, hub.Admin.Token);
    }
}
