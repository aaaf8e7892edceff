using System.Runtime.CompilerServices;
using Microsoft.Extensions.Localization;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Search.Finding;

namespace Sallyport.Hub.Console.Search;

/// <summary>The way on to the page that looks through everything, for whatever was typed.</summary>
internal sealed class SearchPageSource(IStringLocalizer<Words> words) : IPaletteSource
{
    public int Order => 40;

    public async IAsyncEnumerable<IReadOnlyList<PaletteItem>> FindAsync(string typed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (SearchWords.Read(typed).IsEnough)
        {
            yield return [new PaletteItem(words["Look for “{0}” in all clusters", typed], words["Search"], PageAddress.Write("/search", [("q", typed)]), "search")];
        }
    }
}
