using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Feeds.Metrics;

/// <summary>CPU and memory that something uses, asks for or has.</summary>
/// <param name="Cpu">Processor cores; of what is measured, as an average over the cluster's own window.</param>
/// <param name="Memory">Bytes; of what is measured, of its working set.</param>
public readonly record struct Usage(double Cpu, double Memory)
{
    /// <summary>The cores as kubectl writes them, such as <c>120m</c>.</summary>
    public string CpuText => CpuOf(Cpu);

    /// <summary>The bytes as kubectl writes them, such as <c>96Mi</c>.</summary>
    public string MemoryText => MemoryOf(Memory);

    /// <summary>Both together.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    public static Usage operator +(Usage a, Usage b) => new(a.Cpu + b.Cpu, a.Memory + b.Memory);

    /// <summary>Both together.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static Usage Add(Usage left, Usage right) => left + right;

    /// <summary>Cores as kubectl writes them, in thousandths.</summary>
    /// <param name="cores">Cores.</param>
    public static string CpuOf(double cores) =>
        // Rounded up, as resource.Quantity does.
        string.Create(CultureInfo.InvariantCulture, $"{(long)Math.Ceiling((cores * 1000) - 1e-6)}m");

    /// <summary>Bytes as kubectl writes them, in mebibytes.</summary>
    /// <param name="bytes">Bytes.</param>
    public static string MemoryOf(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{(long)bytes / (1 << 20)}Mi");

    /// <summary>Reads a map of resources; what it does not name is 0.</summary>
    internal static Usage Of(JsonElement resources) => new(Amount(resources.Text("cpu")), Amount(resources.Text("memory")));

    private static double Amount(string text) => CellValue.Quantity(text) is { } amount && double.IsFinite(amount) ? amount : 0;
}

/// <summary>What one pod or node used at a moment.</summary>
/// <param name="Namespace">The pod's namespace; empty for a node.</param>
/// <param name="Name">Its name.</param>
/// <param name="At">When it was measured.</param>
/// <param name="Total">All of it.</param>
/// <param name="Containers">By container; empty for a node.</param>
public sealed record MeasuredUse(string Namespace, string Name, DateTimeOffset? At, Usage Total, ImmutableDictionary<string, Usage> Containers)
{
    /// <summary>Reads a PodMetrics or a NodeMetrics.</summary>
    internal static MeasuredUse Of(JsonElement item)
    {
        var containers = item.Items("containers").DistinctBy(container => container.Text("name"))
            .ToImmutableDictionary(container => container.Text("name"), container => Usage.Of(container.At("usage")));
        return new MeasuredUse(
            item.At("metadata").Text("namespace"), item.At("metadata").Text("name"), item.Time("timestamp"),
            containers.Values.Aggregate(Usage.Of(item.At("usage")), static (sum, one) => sum + one), containers);
    }
}
