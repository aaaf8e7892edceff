using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Tables;

/// <summary>Pods: how many containers are ready, what the most telling state is, and how often they restarted.</summary>
internal static class PodTable
{
    public static readonly KindTable Table = new(
        [
            new("Ready"), new("Status"), new("Restarts"), new("Age"), new("IP", Priority: 1), new("Node", Priority: 1),
            new("Nominated Node", Priority: 1), new("Readiness Gates", Priority: 1),
        ],
        (pod, now) =>
        [
            $"{Statuses(pod).Count(status => status.Flag("ready"))}/{pod.Items("spec", "containers").Count()}",
            Status(pod),
            Restarts(pod, now),
            KindTables.AgeOf(pod, now),
            pod.Text("status", "podIP") ?? "<none>",
            pod.Text("spec", "nodeName") ?? "<none>",
            pod.Text("status", "nominatedNodeName") ?? "<none>",
            "<none>",
        ]);

    public static string Status(JsonObject pod)
    {
        if (pod.Text("metadata", "deletionTimestamp") is not null)
        {
            return "Terminating";
        }

        string status = pod.Text("status", "reason") ?? pod.Text("status", "phase") ?? "Unknown";
        foreach (JsonObject container in Statuses(pod))
        {
            status = container.Text("state", "waiting", "reason")
                ?? container.Text("state", "terminated", "reason")
                ?? status;
        }

        return status;
    }

    private static IEnumerable<JsonObject> Statuses(JsonObject pod) => pod.Items("status", "containerStatuses");

    private static string Restarts(JsonObject pod, DateTimeOffset now)
    {
        long count = Statuses(pod).Sum(status => status.Number("restartCount") ?? 0);
        DateTimeOffset? last = Statuses(pod)
            .Select(status => Age.Parse(status.Text("lastState", "terminated", "finishedAt")))
            .Max();
        return count > 0 && last is { } moment ? $"{count} ({Age.Span(now - moment)} ago)" : $"{count}";
    }
}
