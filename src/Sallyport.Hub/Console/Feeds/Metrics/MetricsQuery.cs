namespace Sallyport.Hub.Console.Feeds.Metrics;

/// <summary>What of a cluster is measured.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Of">Pods or nodes.</param>
public sealed record MetricsQuery(string Cluster, Measured Of)
{
    /// <summary>The namespace of the pods; null for all that the user may read.</summary>
    public string? Namespace { get; init; }

    /// <summary>The one pod or node that is meant; empty for all.</summary>
    public string Name { get; init; } = "";

    /// <summary>Which pods, by their labels; empty for all.</summary>
    public string LabelSelector { get; init; } = "";

    /// <summary>Where it is asked for.</summary>
    /// <param name="ns">The namespace; null for none or all.</param>
    internal string Target(string? ns) =>
        "/apis/metrics.k8s.io/v1beta1/"
        + (ns is null ? "" : $"namespaces/{Uri.EscapeDataString(ns)}/")
        + (Of == Measured.Pods ? "pods" : "nodes")
        + (Name.Length == 0 ? "" : "/" + Uri.EscapeDataString(Name))
        + (LabelSelector.Length == 0 ? "" : "?labelSelector=" + Uri.EscapeDataString(LabelSelector));
}

/// <summary>What can be measured.</summary>
public enum Measured
{
    /// <summary>Pods, each with its containers.</summary>
    Pods,

    /// <summary>Nodes.</summary>
    Nodes,
}
