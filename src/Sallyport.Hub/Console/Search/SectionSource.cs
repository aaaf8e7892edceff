using System.Runtime.CompilerServices;
using Microsoft.Extensions.Localization;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Frame;
using Sallyport.Hub.Console.Resources;

namespace Sallyport.Hub.Console.Search;

/// <summary>The console's own places: its sections, the kinds in them, and the clusters; and what can be done anywhere.</summary>
internal sealed class SectionSource(PageAddress address, ClusterNames clusters, IEnumerable<IRailSection> sections, IStringLocalizer<Words> words) : IPaletteSource
{
    public int Order => 20;

    public async IAsyncEnumerable<IReadOnlyList<PaletteItem>> FindAsync(string typed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (typed.Length == 0)
        {
            yield return [.. Section.Resources.Select(Item)];
            yield break;
        }

        IEnumerable<PaletteItem> all =
        [
            .. Section.Resources.Select(Item),
            .. sections.Select(section => new PaletteItem(words[section.Name], words["Section"], section.Path, section.Icon)),
            .. KindGroups.All.SelectMany(group => group.Kinds.Select(kind => new PaletteItem(words[kind.Title], words["Kind"], address.InScope(kind.Key), group.Icon))),
            .. Actions(),
            .. (await clusters.ReadAsync(cancellationToken)).Select(cluster => new PaletteItem(cluster.Name, words["Cluster"], address.OfClusters([cluster.Name]), "cluster")),
        ];
        yield return
        [
            .. all.Where(item => item.Name.Contains(typed, StringComparison.OrdinalIgnoreCase)).DistinctBy(item => (item.Href, item.Act))
                .OrderByDescending(item => item.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ThenBy(item => item.Name.Length),
        ];
    }

    private PaletteItem Item(Section section) =>
        new(words[section.Name], words["Section"], section.Path.Length > 0 ? section.Path : address.InScope(section.Page), section.Icon);

    private IEnumerable<PaletteItem> Actions() =>
    [
        new(words["Light or dark"], words["Action"], "", "theme") { Act = "theme" },
        new(words["Compact or roomy rows"], words["Action"], "", "columns") { Act = "density" },
        new(words["Fold or unfold the rail"], words["Action"], "", "fold") { Act = "rail" },
        new(words["Copy a link to this view"], words["Action"], "", "copy") { Act = "link" },
        new(words["List of keys"], words["Action"], "", "search") { Act = "keys" },
    ];
}
