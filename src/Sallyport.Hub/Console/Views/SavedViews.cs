using Sallyport.Hub.Console.Browser;
using Sallyport.Hub.Console.Entrance;

namespace Sallyport.Hub.Console.Views;

/// <summary>Views that were given names. All of a view is its address, so that is what is kept.</summary>
internal sealed class SavedViews(BrowserPage browser, ConsolePerson person) : KeptPlaces(browser, person)
{
    protected override string Key => "views";

    protected override int Most => 60;

    /// <summary>Saves a view; one of the same name is replaced.</summary>
    public Task SaveAsync(KeptPlace view) => WriteAsync(views => views.Where(other => other.Name != view.Name).Append(view));

    /// <summary>Forgets a view.</summary>
    public Task RemoveAsync(string name) => WriteAsync(views => views.Where(view => view.Name != name));
}
