using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Search;

/// <summary>
/// What the palette shows, and which of it is chosen. What an earlier text found stays in sight until the next answer, and
/// cannot be chosen any more: an Enter that comes before the answer waits for it.
/// </summary>
internal sealed class PaletteList
{
    /// <summary>How much is shown.</summary>
    public const int Most = 14;

    private readonly SortedDictionary<int, IReadOnlyList<PaletteItem>> _parts = [];
    private readonly HashSet<int> _awaited = [];
    private PaletteItem? _at;
    private bool _entered;

    /// <summary>What is shown.</summary>
    public ImmutableArray<PaletteItem> Items { get; private set; } = [];

    /// <summary>The place of the chosen one; -1 for none.</summary>
    public int At => _awaited.Count > 0 || Items.IsEmpty ? -1 : Math.Max(0, _at is null ? 0 : Items.IndexOf(_at));

    /// <summary>Another text was typed.</summary>
    /// <param name="awaited">The sources that must have answered before anything can be chosen.</param>
    public void Begin(IEnumerable<int> awaited)
    {
        _parts.Clear();
        _awaited.Clear();
        _awaited.UnionWith(awaited);
        (_at, _entered) = (null, false);
    }

    /// <summary>A source answers.</summary>
    /// <returns>Where to go, when Enter waited for this.</returns>
    public PaletteItem? Put(int order, IReadOnlyList<PaletteItem> found)
    {
        _parts[order] = found;
        _awaited.Remove(order);
        if (_awaited.Count > 0)
        {
            return null;
        }

        Items = [.. _parts.Values.SelectMany(part => part).DistinctBy(item => (item.Href, item.Act)).Take(Most)];
        return _entered && Items.Length > 0 ? Taken(Items[0]) : null;
    }

    /// <summary>Chooses the next one, or the one before.</summary>
    public void Step(int by)
    {
        if (At >= 0)
        {
            _at = Items[Math.Clamp(At + by, 0, Items.Length - 1)];
        }
    }

    /// <summary>Enter: the chosen one; null when what was typed is not answered yet, and then the first answer is taken.</summary>
    public PaletteItem? Enter()
    {
        _entered = At < 0;
        return At >= 0 ? Taken(Items[At]) : null;
    }

    private PaletteItem Taken(PaletteItem item)
    {
        Begin([]);
        Items = [];
        return item;
    }
}
