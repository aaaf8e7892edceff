using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Metrics;
using Sallyport.Hub.Console.Kubectl.Parsing;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Shows what pods use.</summary>
internal sealed class TopPodsCommand() : KubectlCommand("top pods", "[NAME]", "Shows the CPU and memory that pods use.")
{
    public override ImmutableArray<Flag> Flags =>
    [
        Flag.Switch("all-namespaces", "All namespaces.", 'A'),
        Flag.Text("selector", "A label selector.", 'l'),
        Flag.Text("field-selector", "A field selector."),
        Flag.Switch("containers", "Shows each container."),
        Flag.Text("sort-by", "cpu or memory.") with { Choices = ["cpu", "memory"] },
        Flag.Switch("no-headers", "Leaves the header out."),
    ];

    public override ArgumentKind Arguments => ArgumentKind.Pods;

    public override async Task<int> RunAsync(Invocation line)
    {
        var selection = Selection.Of(line);
        var pods = await Metrics.ReadAsync(line, "pods", selection, line.Arguments.FirstOrDefault());
        if (pods.Count == 0)
        {
            await line.Out.ErrorAsync(selection.Namespace is { } ns ? $"No resources found in {ns} namespace." : "No resources found");
            return 0;
        }

        var each = line.Flags.Is("containers");
        var rows = pods.SelectMany(pod => each ? Containers(pod) : [Whole(pod)]);
        await Metrics.PrintAsync(
            line,
            [.. selection.Namespace is null ? ["NAMESPACE"] : Array.Empty<string>(), .. each ? ["POD"] : Array.Empty<string>(), "NAME", "CPU(cores)", "MEMORY(bytes)"],
            Metrics.Ordered(rows, line.Flags.Text("sort-by")).Select(row => (string[])
            [
                .. selection.Namespace is null ? [row.Namespace] : Array.Empty<string>(), .. each ? [row.Of] : Array.Empty<string>(),
                row.Name, row.Used.CpuText, row.Used.MemoryText,
            ]));
        return 0;
    }

    private static MetricsRow Whole(JsonElement pod)
    {
        var metadata = pod.At("metadata");
        var used = pod.Items("containers").Select(container => Feeds.Metrics.Usage.Of(container.At("usage"))).Aggregate(default(Usage), (sum, one) => sum + one);
        return new MetricsRow(metadata.Text("namespace"), metadata.Text("name"), metadata.Text("name"), used);
    }

    private static IEnumerable<MetricsRow> Containers(JsonElement pod) => pod.Items("containers").Select(container =>
        new MetricsRow(pod.At("metadata").Text("namespace"), pod.At("metadata").Text("name"), container.Text("name"), Feeds.Metrics.Usage.Of(container.At("usage"))));
}
