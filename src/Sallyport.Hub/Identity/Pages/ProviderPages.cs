using Microsoft.AspNetCore.Authentication;
using Sallyport.Hub.Identity.Providers;

namespace Sallyport.Hub.Identity.Pages;

/// <summary>Sends people to their identity provider. Coming back is <see cref="ProviderEvents"/>' part.</summary>
internal static class ProviderPages
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPage("GET", "/signin/{provider}", PageAccess.Anyone, GoAsync);

    private static async Task<IResult> GoAsync(PageCall call)
    {
        var name = (string)call.Http.Request.RouteValues["provider"]!;
        if (call.Service<ProviderSchemes>().FindByName(name) is not { } provider)
        {
            return PageCall.Say("There is no such way to sign in", "Go back and choose another.", StatusCodes.Status404NotFound);
        }

        try
        {
            await call.Http.ChallengeAsync(
                ProviderSchemes.NameOf(provider),
                new AuthenticationProperties { RedirectUri = LocalAddress.Or(call.Query("returnUrl"), "/") });
            return TypedResults.Empty;
        }
        catch (InvalidOperationException fault)
        {
            call.Service<ILogger<PageGate>>().PageFailed(fault);
            return PageCall.Say("The identity provider does not answer", "Try again shortly, or choose another way.", StatusCodes.Status502BadGateway);
        }
    }
}
