using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl.Reading;

/// <summary>What kubectl tells of an event.</summary>
internal static class EventReading
{
    /// <summary>When it was last seen.</summary>
    public static DateTimeOffset When(JsonElement item) =>
        item.At("series").Time("lastObservedTime") ?? item.Time("lastTimestamp") ?? item.Time("eventTime") ?? item.Time("firstTimestamp") ?? default;

    /// <summary>How long ago it was, how often, and over what time.</summary>
    public static string Interval(JsonElement item, DateTimeOffset now)
    {
        var first = HumanDuration.Since(item.Time("eventTime") ?? item.Time("firstTimestamp"), now);
        if (item.At("series") is { ValueKind: JsonValueKind.Object } series)
        {
            return Often(series.Time("lastObservedTime"), series.Number("count"));
        }

        return item.Number("count") > 1 ? Often(item.Time("lastTimestamp"), item.Number("count")) : first;

        string Often(DateTimeOffset? last, long count) =>
            string.Create(CultureInfo.InvariantCulture, $"{HumanDuration.Since(last, now)} (x{count} over {first})");
    }

    /// <summary>Who reported it.</summary>
    public static string Source(JsonElement item) =>
        item.At("source").Text("component") is { Length: > 0 } component ? component : item.Text("reportingComponent");
}
