using System.Text.Json;

namespace Sallyport.Hub.Console.Views;

/// <summary>A place in the console that the visitor's browser keeps under a name.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="What">What it is, in a word or two; empty for nothing to say.</param>
/// <param name="Href">Its address within the console.</param>
public sealed record KeptPlace(string Name, string What, string Href)
{
    /// <summary>The longest name.</summary>
    public const int LongestName = 80;

    private const int LongestWhat = 200;
    private const int LongestHref = 2_000;

    // A page of the console's own. What a browser keeps anybody may have written there.
    private static readonly string[] Roots = ["/c/", "/search", "/clusters", "/audit", "/access", "/settings", "/terminal"];

    /// <summary>Whether it leads to a page of this console and nowhere else, and is of measure.</summary>
    public bool IsSound =>
        Name is { Length: > 0 and <= LongestName } && What is { Length: <= LongestWhat } && Href is { Length: > 0 and <= LongestHref }
        && !Name.Any(char.IsControl) && !What.Any(char.IsControl) && !Href.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\')
        && Array.Exists(Roots, root => Href.StartsWith(root, StringComparison.Ordinal));

    /// <summary>Reads what a browser kept. What is not sound is left out; what cannot be read is nothing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many there are at most.</param>
    public static IReadOnlyList<KeptPlace> Read(string text, int most)
    {
        try
        {
            return text.Length == 0 ? [] : [.. (JsonSerializer.Deserialize<List<KeptPlace?>>(text) ?? []).OfType<KeptPlace>().Where(place => place.IsSound).Take(most)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Writes them as they are read.</summary>
    public static string Write(IEnumerable<KeptPlace> places) => JsonSerializer.Serialize(places);
}
