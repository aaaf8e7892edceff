using static Sallyport.Hub.Console.Words;

namespace Sallyport.Hub.Console.Frame;

/// <summary>One entry of the rail.</summary>
/// <param name="Name">What it is called, and what is looked up to translate it.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Key">The letter that goes there after <c>g</c>.</param>
/// <param name="Page">What stands behind the clusters in its address; empty for pages of no cluster.</param>
/// <param name="Path">The address of a page of no cluster; empty for the others.</param>
public sealed record Section(string Name, string Icon, char Key, string Page, string Path)
{
    /// <summary>What people look at in clusters.</summary>
    public static IReadOnlyList<Section> Resources { get; } =
    [
        new(Phrase("Fleet"), "fleet", 'f', "", "/"),
        new(Phrase("Clusters"), "cluster", 'c', "", "/clusters"),
        new(Phrase("Workloads"), "workloads", 'w', "workloads", ""),
        new(Phrase("Pods"), "pods", 'p', "pods", ""),
        new(Phrase("Services"), "services", 's', "network", ""),
        new(Phrase("Config"), "config", 'o', "config", ""),
        new(Phrase("Storage"), "storage", 'v', "storage", ""),
        new(Phrase("Nodes"), "nodes", 'n', "nodes", ""),
        new(Phrase("Events"), "events", 'e', "events", ""),
        new(Phrase("Custom"), "custom", 'x', "custom", ""),
    ];
}
