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
        while (await PageAsync(after) is { Next: var next } && next != after)
        {
            after = next;
        }

        return after;
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
        while (await PageAsync(after) is var page && page.Next != after)
        {
            events.AddRange(page.Events);
            after = page.Next;
        }

        return events;
    }

    /// <summary>The next events after a point, and the point after them: the same one when there are none yet.</summary>
    public async Task<(IReadOnlyList<JsonObject> Events, long Next)> PageAsync(long after)
    {
        var page = await admin.AskAsync(HttpMethod.Get, $"/api/v1/audit?after={after}&limit=1000");
        var events = page["events"]!.AsArray().Select(entry => entry!.AsObject()).ToList();
        return (events, events.Count == 0 ? after : page["next"]?.GetValue<long>() ?? after);
    }
}
