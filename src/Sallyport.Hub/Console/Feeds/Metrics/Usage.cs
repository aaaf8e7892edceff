using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Feeds.Metrics;

/// <summary>What a pod or a node uses.</summary>
/// <param name="Cpu">Processor cores, as an average over the cluster's own window.</param>
/// <param name="Memory">Bytes of its working set.</param>
public readonly record struct Usage(double Cpu, double Memory)
{
    /// <summary>Both together.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    public static Usage operator +(Usage a, Usage b) => new(a.Cpu + b.Cpu, a.Memory + b.Memory);

    /// <summary>Both together.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static Usage Add(Usage left, Usage right) => left + right;
}

/// <summary>What one pod or node used at a moment.</summary>
/// <param name="Namespace">The pod's namespace; empty for a node.</param>
/// <param name="Name">Its name.</param>
/// <param name="At">When it was measured.</param>
/// <param name="Total">All of it.</param>
/// <param name="Containers">By container; empty for a node.</param>
public sealed record MeasuredUse(string Namespace, string Name, DateTimeOffset? At, Usage Total, ImmutableDictionary<string, Usage> Containers);
