using Sallyport.Hub.Console.Search;

namespace Sallyport.Hub.Console.Views;

/// <summary>Registers what a browser keeps: views with names, and what was opened lately.</summary>
internal static class ViewsRegistration
{
    public static IServiceCollection AddViews(this IServiceCollection services) => services
        .AddScoped<SavedViews>()
        .AddScoped<RecentPlaces>()
        .AddScoped<IPaletteSource, RecentSource>()
        .AddScoped<IPaletteSource, SavedViewSource>();
}
