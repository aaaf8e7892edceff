using Sallyport.Demo.Store;

namespace Sallyport.Demo.Tables;

/// <summary>Events, whose first column is when and not their name.</summary>
internal static class EventTable
{
    public static readonly KindTable Table = new(
        [
            new("Last Seen"), new("Type"), new("Reason"), new("Object"), new("Subobject", Priority: 1),
            new("Source", Priority: 1), new("Message"), new("First Seen", Priority: 1),
            new("Count", "integer", 1), new("Name", Priority: 1, Format: "name"),
        ],
        (item, now) =>
        [
            Age.Since(item.Text("lastTimestamp") ?? item.Text("metadata", "creationTimestamp"), now),
            item.Text("type"),
            item.Text("reason"),
            $"{item.Text("involvedObject", "kind")?.ToLowerInvariant()}/{item.Text("involvedObject", "name")}",
            item.Text("involvedObject", "fieldPath") ?? "",
            KindTables.Join([item.Text("source", "component"), item.Text("source", "host")]).Replace(',', ' '),
            item.Text("message")?.Trim(),
            Age.Since(item.Text("firstTimestamp") ?? item.Text("metadata", "creationTimestamp"), now),
            item.Number("count") ?? 1,
            item.Text("metadata", "name"),
        ]) { NamesItself = true };
}
