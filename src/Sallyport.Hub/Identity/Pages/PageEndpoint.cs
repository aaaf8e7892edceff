namespace Sallyport.Hub.Identity.Pages;

/// <summary>One page of the console's small ones: those by which people get in and look after their own account.</summary>
/// <param name="Access">Who may open it.</param>
/// <param name="Handle">What it answers.</param>
internal sealed record PageEndpoint(PageAccess Access, Func<PageCall, Task<IResult>> Handle)
{
    /// <summary>Where its forms may lead besides here: nowhere, or a command line that waits on this machine.</summary>
    public Func<PageCall, string>? FormTarget { get; init; }
}

/// <summary>Maps pages.</summary>
internal static class PageRouting
{
    public static void MapPage(this IEndpointRouteBuilder routes, string method, string path, PageAccess access, Func<PageCall, Task<IResult>> handle) =>
        routes.MapPage(method, path, new PageEndpoint(access, handle));

    public static void MapPage(this IEndpointRouteBuilder routes, string method, string path, PageEndpoint page)
    {
        var gate = routes.ServiceProvider.GetRequiredService<PageGate>();
        routes.MapMethods(path, [method], http => gate.PassAsync(http, page)).WithMetadata(page);
    }
}
