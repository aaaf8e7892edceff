namespace Sallyport.Hub.Console.Search;

/// <summary>Finds things to go to by what is typed into the palette. Register one, and the palette asks it.</summary>
public interface IPaletteSource
{
    /// <summary>Where what it finds stands among the others; lower is higher up.</summary>
    int Order { get; }

    /// <summary>How long nothing must have been typed before it is asked; none for what asks nobody.</summary>
    TimeSpan Pause => TimeSpan.Zero;

    /// <summary>What fits, best first; again when there is more, each time all of it.</summary>
    /// <param name="typed">What was typed, trimmed; empty when the palette was opened.</param>
    /// <param name="cancellationToken">Cancelled when something else is typed.</param>
    IAsyncEnumerable<IReadOnlyList<PaletteItem>> FindAsync(string typed, CancellationToken cancellationToken);
}

/// <summary>A thing to go to, or to do.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="What">What it is, in a word or two.</param>
/// <param name="Href">Its address; empty where something is done.</param>
/// <param name="Icon">Its icon.</param>
public sealed record PaletteItem(string Name, string What, string Href, string Icon)
{
    /// <summary>What the browser does instead of going anywhere; empty for nothing.</summary>
    public string Act { get; init; } = "";
}
