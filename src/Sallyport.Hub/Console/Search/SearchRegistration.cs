using Sallyport.Hub.Console.Browser;
using Sallyport.Hub.Console.Search.Finding;

namespace Sallyport.Hub.Console.Search;

/// <summary>Registers the search, and what the palette leads to.</summary>
internal static class SearchRegistration
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddScoped<BrowserPage>()
        .AddScoped<ObjectSearch>()
        .AddScoped<IPaletteSource, SectionSource>()
        .AddScoped<IPaletteSource, ObjectSource>()
        .AddScoped<IPaletteSource, SearchPageSource>();
}
