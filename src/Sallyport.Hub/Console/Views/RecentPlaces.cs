using Sallyport.Hub.Console.Browser;
using Sallyport.Hub.Console.Entrance;

namespace Sallyport.Hub.Console.Views;

/// <summary>Objects that were opened lately, the last one first.</summary>
internal sealed class RecentPlaces(BrowserPage browser, ConsolePerson person) : KeptPlaces(browser, person)
{
    protected override string Key => "recent";

    protected override int Most => 24;

    /// <summary>An object was opened.</summary>
    public Task NoteAsync(KeptPlace place) => WriteAsync(places => places.Where(other => other.Href != place.Href).Prepend(place));
}
