using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Frame;
using Sallyport.Hub.Console.Resources;
using static Sallyport.Hub.Console.Words;

namespace Sallyport.Hub.Console.Search;

/// <summary>The console's own places: its sections, the kinds in them, and the clusters.</summary>
internal sealed class SectionSource(PageAddress address, ClusterNames clusters, IEnumerable<IRailSection> sections) : IPaletteSource
{
    public async Task<IReadOnlyList<PaletteItem>> FindAsync(string typed, CancellationToken cancellationToken)
    {
        IEnumerable<PaletteItem> all =
        [
            .. Section.Resources.Select(section => new PaletteItem(section.Name, Phrase("Section"), section.Path.Length > 0 ? section.Path : address.InScope(section.Page), section.Icon)),
            .. sections.Select(section => new PaletteItem(section.Name, Phrase("Section"), section.Path, section.Icon)),
            .. KindGroups.All.SelectMany(group => group.Kinds.Select(kind => new PaletteItem(kind.Title, Phrase("Kind"), address.InScope(kind.Key), group.Icon))),
            .. (await clusters.ReadAsync(cancellationToken)).Select(cluster => new PaletteItem(cluster.Name, Phrase("Cluster"), address.OfClusters([cluster.Name]), "cluster")),
        ];
        return [.. all.Where(item => item.Name.Contains(typed, StringComparison.OrdinalIgnoreCase)).DistinctBy(item => item.Href)
            .OrderByDescending(item => item.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ThenBy(item => item.Name.Length)];
    }
}
