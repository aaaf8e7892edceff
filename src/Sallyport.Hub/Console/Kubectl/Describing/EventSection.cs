using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Commands;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>The events of an object, at the end of what is said of it.</summary>
internal static class EventSection
{
    /// <summary>Reads and writes them; where they may not be read, nothing is written, as kubectl does.</summary>
    public static async Task WriteAsync(Invocation line, Description to, ResourceType type, JsonElement item)
    {
        var metadata = item.At("metadata");
        var ns = metadata.Text("namespace");
        var fields = $"involvedObject.name={metadata.Text("name")},involvedObject.namespace={ns},involvedObject.kind={type.Kind}";
        // A node's events name its name as its uid.
        fields += type.FullName == "nodes" || metadata.Text("uid").Length == 0 ? "" : $",involvedObject.uid={metadata.Text("uid")}";
        var events = new List<JsonElement>();
        try
        {
            await foreach (var read in new Selection(ns.Length > 0 ? ns : null, Fields: ns.Length > 0 ? fields : fields.Replace("involvedObject.namespace=,", "", StringComparison.Ordinal))
                .ObjectsAsync(line, ResourceType.Events, line.Cancellation))
            {
                events.Add(read);
            }
        }
        catch (ClusterProblemException fault) when (fault.Problem.Kind is ProblemKind.Blocked or ProblemKind.Absent)
        {
            return;
        }

        Write(to, events);
    }

    private static void Write(Description to, List<JsonElement> events)
    {
        if (events.Count == 0)
        {
            to.Write(0, "Events:\t<none>");
            return;
        }

        to.EndColumns();
        to.Write(0, "Events:");
        to.Write(1, "Type\tReason\tAge\tFrom\tMessage");
        to.Write(1, "----\t------\t----\t----\t-------");
        foreach (var item in events.OrderBy(EventReading.When))
        {
            to.Write(1, $"{item.Text("type")}\t{item.Text("reason")}\t{EventReading.Interval(item, to.Now)}\t{EventReading.Source(item)}\t{item.Text("message").Trim().Replace('\t', ' ')}");
        }
    }
}
