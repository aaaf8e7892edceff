using System.Collections.Immutable;
using System.Globalization;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Metrics;
using Sallyport.Hub.Console.Kubectl.Parsing;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Shows what nodes use, and how much of what they have that is.</summary>
internal sealed class TopNodesCommand() : KubectlCommand("top nodes", "[NAME]", "Shows the CPU and memory that nodes use.")
{
    private static readonly ResourceType Nodes = new("", "v1", "nodes", "Node", Namespaced: false);

    public override ImmutableArray<Flag> Flags =>
    [
        Flag.Text("selector", "A label selector.", 'l'),
        Flag.Text("sort-by", "cpu or memory.") with { Choices = ["cpu", "memory"] },
        Flag.Switch("no-headers", "Leaves the header out."),
        Flag.Switch("show-capacity", "Of the whole node, and not of what pods may take of it."),
    ];

    public override ArgumentKind Arguments => ArgumentKind.Nodes;

    public override async Task<int> RunAsync(Invocation line)
    {
        var selection = new Selection(null, line.Flags.Text("selector"));
        var metrics = await Metrics.ReadAsync(line, "nodes", selection, line.Arguments.FirstOrDefault());
        if (metrics.Count == 0)
        {
            await line.Out.ErrorAsync("No resources found");
            return 0;
        }

        var has = new Dictionary<string, Usage>(StringComparer.Ordinal);
        await foreach (var node in selection.ObjectsAsync(line, Nodes, line.Cancellation))
        {
            has[node.At("metadata").Text("name")] = Feeds.Metrics.Usage.Of(node.At("status").At(line.Flags.Is("show-capacity") ? "capacity" : "allocatable"));
        }

        var rows = metrics.Select(node => new MetricsRow("", "", node.At("metadata").Text("name"), Feeds.Metrics.Usage.Of(node.At("usage"))));
        await Metrics.PrintAsync(
            line,
            ["NAME", "CPU(cores)", "CPU(%)", "MEMORY(bytes)", "MEMORY(%)"],
            Metrics.Ordered(rows, line.Flags.Text("sort-by")).Select(row => has.TryGetValue(row.Name, out var all)
                ? (string[])[row.Name, row.Used.CpuText, Percent(row.Used.Cpu, all.Cpu), row.Used.MemoryText, Percent(row.Used.Memory, all.Memory)]
                : [row.Name, row.Used.CpuText, "<unknown>", row.Used.MemoryText, "<unknown>"]));
        return 0;
    }

    private static string Percent(double used, double all) =>
        all > 0 ? string.Create(CultureInfo.InvariantCulture, $"{(long)(used * 100 / all)}%") : "<unknown>";
}
