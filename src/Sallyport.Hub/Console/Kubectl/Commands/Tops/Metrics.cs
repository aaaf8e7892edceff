using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Metrics;
using Sallyport.Hub.Console.Kubectl.Printing;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Reads the metrics API, and prints what <c>top</c> shows.</summary>
internal static class Metrics
{
    private const string Group = "metrics.k8s.io";

    /// <exception cref="KubectlFault">The cluster has no metrics.</exception>
    public static async Task<List<JsonElement>> ReadAsync(Invocation line, string resource, Selection selection, string? name)
    {
        var type = (await line.KindsAsync()).Find(Group, resource) ?? (await line.Terminal.Places.Kinds.RefreshAsync(line.Cluster, line.Cancellation)).Find(Group, resource)
            ?? throw new KubectlFault("error: Metrics API not available: this cluster has no metrics server.");
        if (name is not null)
        {
            return [await line.ReadAsync(type.Path(selection.Namespace, name))];
        }

        var read = new List<JsonElement>();
        await foreach (var item in selection.ObjectsAsync(line, type, line.Cancellation))
        {
            read.Add(item);
        }

        return read;
    }

    public static IEnumerable<MetricsRow> Ordered(IEnumerable<MetricsRow> rows, string by) => by switch
    {
        "cpu" => rows.OrderByDescending(row => row.Used.Cpu),
        "memory" => rows.OrderByDescending(row => row.Used.Memory),
        "" => rows.OrderBy(row => row.Namespace, StringComparer.Ordinal).ThenBy(row => row.Of, StringComparer.Ordinal).ThenBy(row => row.Name, StringComparer.Ordinal),
        _ => throw new KubectlFault("error: --sort-by accepts only cpu or memory"),
    };

    public static async Task PrintAsync(Invocation line, string[] header, IEnumerable<string[]> rows)
    {
        // Every cell of kubectl's top ends with a tab, the last one too.
        var layout = new TabWriter(6, 3);
        if (!line.Flags.Is("no-headers"))
        {
            layout.Cells([.. header, ""]);
        }

        foreach (var row in rows)
        {
            layout.Cells([.. row, ""]);
        }

        await layout.PrintAsync(line);
    }
}

/// <summary>One row of <c>top</c>.</summary>
internal sealed record MetricsRow(string Namespace, string Of, string Name, Usage Used);
