using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>What somebody holds themselves: to look at, and to end.</summary>
internal static class OwnTokenEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/me/tokens", ApiAccess.SignedIn, ListAsync)
            .Says("The caller's own tokens and sessions, never their text.").Lists<TokenModel>();
        routes.MapChange("DELETE", "/me/tokens/{id}", RevokeAsync, ApiAccess.SignedIn)
            .Says("Ends a token or a session of the caller's own, with every token made from it and all that runs on them.");
    }

    private static Task<object?> ListAsync(ApiCall call) => TokenEndpoints.ListAsync(call, call.User);

    private static async Task<object?> RevokeAsync(ApiCall call)
    {
        var id = Guid.TryParse(call.Route("id"), out var parsed) ? parsed : throw NotFound();
        await call.Service<PolicyStore>().RevokeAsync(
            async database => await database.Credentials.Where(c => c.Id == id && c.User == call.User && c.Parent == null && c.Use != CredentialUse.Invitation)
                .ExecuteDeleteAsync(call.Cancelled) > 0 ? true : throw NotFound(),
            call.Cancelled);
        call.Change = $"{call.User} revoked their own token {id}.";
        return null;
    }

    private static ApiProblemException NotFound() => ApiProblemException.NotFound("token of yours with that id");
}
