using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Audits;

/// <summary>The hub's own audit, as an administrator reads it.</summary>
internal sealed class HubAudit(HubApi admin)
{
    private static readonly TimeSpan Arrival = TimeSpan.FromSeconds(20);

    /// <summary>The events from now on.</summary>
    public async Task<long> NowAsync()
    {
        var after = 0L;
        while (true)
        {
            var page = await admin.AskAsync(HttpMethod.Get, $"/api/v1/audit?after={after}&limit=1000");
            if (page["events"]!.AsArray().Count == 0 || page["next"]?.GetValue<long>() is not { } next || next == after)
            {
                return after;
            }

            after = next;
        }
    }

    /// <summary>The first event after a point that is meant; fails the test when none arrives.</summary>
    public async Task<JsonObject> FindAsync(long after, Func<JsonObject, bool> meant, string what)
    {
        var found = await Eventually.FindAsync(async () => (await SinceAsync(after)).FirstOrDefault(meant), Arrival);
        found.Should().NotBeNull("the audit should have {0}", what);
        return found!;
    }

    public async Task<List<JsonObject>> SinceAsync(long after)
    {
        var events = new List<JsonObject>();
        while (true)
        {
            var page = await admin.AskAsync(HttpMethod.Get, $"/api/v1/audit?after={after}&limit=1000");
            var batch = page["events"]!.AsArray();
            events.AddRange(batch.Select(entry => entry!.AsObject()));
            if (batch.Count == 0 || page["next"]?.GetValue<long>() is not { } next || next == after)
            {
                return events;
            }

            after = next;
        }
    }
}
