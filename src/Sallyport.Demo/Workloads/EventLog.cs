using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>Writes events about objects; the same event again raises its count. Old ones are dropped after an hour.</summary>
internal sealed class EventLog(ObjectStore store, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    public void Write(JsonObject about, string type, string reason, string component, string message,
        string? host = null, string? container = null, DateTimeOffset? at = null, int count = 1)
    {
        string ns = about.Text("metadata", "namespace") ?? "default";
        string subject = about.Text("metadata", "name") ?? "";
        uint hash = StableHash.Of($"{about.Text("metadata", "uid")}{reason}{message}");
        string name = $"{subject}.{hash:x8}{StableHash.Of(reason + subject):x8}";
        string now = PodStates.Stamp(at ?? time.GetUtcNow());
        StoredObject? again = store.Update("events", ns, name, item =>
        {
            item["count"] = (item.Number("count") ?? 1) + 1;
            item["lastTimestamp"] = now;
            return item;
        });
        if (again is not null)
        {
            return;
        }

        JsonObject involved = new()
        {
            ["kind"] = about.Text("kind"),
            ["namespace"] = about.Text("metadata", "namespace"),
            ["name"] = subject,
            ["uid"] = about.Text("metadata", "uid"),
            ["apiVersion"] = about.Text("apiVersion"),
            ["resourceVersion"] = about.Text("metadata", "resourceVersion"),
        };
        if (container is not null)
        {
            involved["fieldPath"] = $"spec.containers{{{container}}}";
        }

        JsonObject source = new() { ["component"] = component };
        if (host is not null)
        {
            source["host"] = host;
        }

        string first = count == 1 ? now : PodStates.Stamp((at ?? time.GetUtcNow()).AddMinutes(-5 * count));
        store.Create("events", new JsonObject
        {
            ["kind"] = "Event",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns, ["creationTimestamp"] = first },
            ["involvedObject"] = involved,
            ["reason"] = reason,
            ["message"] = message,
            ["source"] = source,
            ["firstTimestamp"] = first,
            ["lastTimestamp"] = now,
            ["count"] = count,
            ["type"] = type,
            ["eventTime"] = null,
            ["reportingComponent"] = component,
            ["reportingInstance"] = host ?? "",
        });
    }

    public void DropOld()
    {
        DateTimeOffset limit = time.GetUtcNow() - Kept;
        foreach (StoredObject item in store.In("events"))
        {
            JsonObject content = item.Read();
            if (DateTimeOffset.TryParse(content.Text("lastTimestamp"), out DateTimeOffset last) && last < limit)
            {
                store.Delete("events", item.Namespace, item.Name);
            }
        }
    }
}
