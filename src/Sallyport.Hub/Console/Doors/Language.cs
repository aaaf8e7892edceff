using System.Globalization;
using Microsoft.AspNetCore.Http.Headers;

namespace Sallyport.Hub.Console.Doors;

/// <summary>
/// Which language a visitor's console speaks: the first that their browser asks for and that there is a <c>Words</c> resource
/// file of. Sentences of the decision, of clusters and of the API are those that kubectl prints, and stay as they are.
/// </summary>
/// <param name="translated">The languages that there are beside English.</param>
internal sealed class Language(IReadOnlyList<string> translated)
{
    private const string English = "en";
    private readonly string[] _there = [.. translated, English];

    /// <summary>The languages that were built with this hub: each has a folder beside it, as .NET lays them out.</summary>
    public static Language OfThisBuild() => new(
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "sallyport-hub.resources.dll", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)),
    ]);

    /// <summary>The language of the page that is being made, as the page's own markup names it.</summary>
    public static string Now => CultureInfo.CurrentUICulture.Name is { Length: > 0 } name ? name : English;

    /// <summary>Sets the language for what comes after, which for a page's connection is all that it ever shows.</summary>
    public RequestDelegate Before(RequestDelegate next) => async http =>
    {
        CultureInfo.CurrentUICulture = new CultureInfo(Of(http.Request.GetTypedHeaders()));
        await next(http);
    };

    /// <summary>The language for whoever asks so: one of those there are, never what the visitor wrote.</summary>
    public string Of(RequestHeaders headers) =>
        headers.AcceptLanguage
            .Where(asked => asked.Quality is not 0)
            .OrderByDescending(asked => asked.Quality ?? 1)
            .Select(asked => There(asked.Value.AsSpan()))
            .FirstOrDefault(language => language is not null) ?? English;

    private string? There(ReadOnlySpan<char> asked)
    {
        // Who asks for Austria's German and there is only German, is served with that.
        for (var cut = asked.Length; cut >= 0; cut = asked.LastIndexOf('-'))
        {
            asked = asked[..cut];
            foreach (var language in _there)
            {
                if (asked.Equals(language, StringComparison.OrdinalIgnoreCase))
                {
                    return language;
                }
            }
        }

        return null;
    }
}
