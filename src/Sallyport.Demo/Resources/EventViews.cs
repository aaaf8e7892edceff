using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Resources;

/// <summary>Events are kept as core/v1 and told in the words of events.k8s.io where that is asked.</summary>
internal static class EventViews
{
    private static readonly (string Core, string Newer)[] Names =
    [
        ("metadata", "metadata"), ("type", "type"), ("reason", "reason"), ("action", "action"),
        ("eventTime", "eventTime"), ("series", "series"), ("related", "related"), ("message", "note"),
        ("involvedObject", "regarding"), ("reportingComponent", "reportingController"),
        ("reportingInstance", "reportingInstance"), ("count", "deprecatedCount"), ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"), ("lastTimestamp", "deprecatedLastTimestamp"),
    ];

    public static JsonObject Newer(JsonObject core)
    {
        JsonObject view = new() { ["kind"] = "Event", ["apiVersion"] = "events.k8s.io/v1" };
        foreach ((string old, string newer) in Names)
        {
            if (core.At(old) is { } value)
            {
                view[newer] = value.DeepClone();
            }
        }

        view["eventTime"] ??= null;
        return view;
    }
}
