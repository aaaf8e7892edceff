using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Feeds.Objects;

/// <summary>What a controller said of an object.</summary>
/// <param name="Uid">The event's own uid.</param>
/// <param name="Type"><c>Normal</c> or <c>Warning</c>.</param>
/// <param name="Reason">One word, such as <c>BackOff</c>.</param>
/// <param name="Message">A sentence.</param>
/// <param name="Count">How often it happened.</param>
/// <param name="First">When it happened first; null where it does not say.</param>
/// <param name="Last">When it happened last; null where it does not say.</param>
/// <param name="Source">Who says so, and where.</param>
/// <param name="About">The kind and name of what it is about.</param>
public sealed record ObjectEvent(
    string Uid, string Type, string Reason, string Message, long Count, DateTimeOffset? First, DateTimeOffset? Last, string Source, string About)
{
    internal static ObjectEvent Read(JsonElement json)
    {
        // Newer reporters fill eventTime and series in place of the timestamps and the count.
        var single = json.Time("eventTime") ?? json.At("metadata").Time("creationTimestamp");
        var component = json.Text("reportingComponent") is { Length: > 0 } reporter ? reporter : json.At("source").Text("component");
        var host = json.At("source").Text("host");
        var about = json.At("involvedObject");
        return new ObjectEvent(
            json.At("metadata").Text("uid"), json.Text("type"), json.Text("reason"), json.Text("message"),
            Math.Max(1, Math.Max(json.Number("count"), json.At("series").Number("count"))),
            json.Time("firstTimestamp") ?? single,
            json.Time("lastTimestamp") ?? json.At("series").Time("lastObservedTime") ?? single,
            host.Length > 0 ? $"{component}, {host}" : component,
            $"{about.Text("kind")}/{about.Text("name")}");
    }

    /// <summary>Whether it is about this very object, and not about an earlier one of the same name.</summary>
    internal static bool IsAbout(JsonElement json, string uid, string name) =>
        // The kubelet gives the node's name as its uid.
        json.At("involvedObject").Text("uid") is var said && (said.Length == 0 || uid.Length == 0 || said == uid || said == name);
}
