using System.Runtime.CompilerServices;
using Microsoft.Extensions.Localization;
using Sallyport.Hub.Console.Search;

namespace Sallyport.Hub.Console.Views;

/// <summary>In the palette: what was opened lately.</summary>
internal sealed class RecentSource(RecentPlaces recent) : IPaletteSource
{
    private const int MostAtFirst = 8;
    private const int MostTyped = 3;

    public int Order => 0;

    public async IAsyncEnumerable<IReadOnlyList<PaletteItem>> FindAsync(string typed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return [.. (await recent.ReadAsync()).Where(place => place.Name.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .Take(typed.Length == 0 ? MostAtFirst : MostTyped).Select(place => new PaletteItem(place.Name, place.What, place.Href, "events"))];
    }
}

/// <summary>In the palette: views that were given names.</summary>
internal sealed class SavedViewSource(SavedViews views, IStringLocalizer<Words> words) : IPaletteSource
{
    private const int Most = 6;

    public int Order => 10;

    public async IAsyncEnumerable<IReadOnlyList<PaletteItem>> FindAsync(string typed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return [.. (await views.ReadAsync()).Where(view => view.Name.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .Take(Most).Select(view => new PaletteItem(view.Name, words["saved view"], view.Href, "view"))];
    }
}
