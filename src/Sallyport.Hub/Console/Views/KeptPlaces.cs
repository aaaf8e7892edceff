using Sallyport.Hub.Console.Browser;
using Sallyport.Hub.Console.Entrance;

namespace Sallyport.Hub.Console.Views;

/// <summary>Places that this person's browser keeps. Read anew each time: another tab may have changed them.</summary>
/// <param name="browser">The browser.</param>
/// <param name="person">Whose they are: several people may use one browser.</param>
internal abstract class KeptPlaces(BrowserPage browser, ConsolePerson person)
{
    /// <summary>They are others now.</summary>
    public event Action? Changed;

    /// <summary>What they are kept under.</summary>
    protected abstract string Key { get; }

    /// <summary>How many are kept.</summary>
    protected abstract int Most { get; }

    /// <summary>Those that are kept; none where the browser keeps nothing.</summary>
    public async Task<IReadOnlyList<KeptPlace>> ReadAsync() => KeptPlace.Read(await browser.ReadAsync(Name), Most);

    /// <summary>Keeps others.</summary>
    protected async Task WriteAsync(Func<IReadOnlyList<KeptPlace>, IEnumerable<KeptPlace>> change)
    {
        await browser.WriteAsync(Name, KeptPlace.Write(change(await ReadAsync()).Where(place => place.IsSound).Take(Most)));
        Changed?.Invoke();
    }

    private string Name => $"{Key}-{person.Session.User}";
}
