namespace Sallyport.Hub.Console.Search;

/// <summary>Finds things to go to by what is typed into the palette. Register one, and the palette asks it.</summary>
public interface IPaletteSource
{
    /// <param name="typed">What was typed; never empty of letters.</param>
    /// <param name="cancellationToken">Cancelled when something else is typed.</param>
    /// <returns>What fits, best first.</returns>
    Task<IReadOnlyList<PaletteItem>> FindAsync(string typed, CancellationToken cancellationToken);
}

/// <summary>A thing to go to.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="What">What it is, in a word or two.</param>
/// <param name="Href">Its address.</param>
/// <param name="Icon">Its icon.</param>
public sealed record PaletteItem(string Name, string What, string Href, string Icon);
