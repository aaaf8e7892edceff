using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>What kubectl shows the gateway, for minutes; and the end of all that somebody holds.</summary>
internal static class CredentialEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapChange("POST", "/credentials", MakeAsync, ApiAccess.SignedIn)
            .Says("Makes a token for the gateway alone that lives ten minutes, and ends with what it was asked with.").Answers<GatewayToken>();
        routes.MapChange("POST", "/users/{name}/revoke", RevokeAllAsync)
            .Says("Ends every session, token and invitation of a user at once, and all that runs on them.").Answers<RevokedCredentials>();
    }

    private static async Task<object?> MakeAsync(ApiCall call)
    {
        var issued = await call.Service<SessionStore>().MakeShortAsync(call.Credential!, CredentialUse.Gateway, SessionStore.ShortLife, call.Cancelled)
            ?? throw new ApiProblemException(StatusCodes.Status401Unauthorized, "The session has ended. Sign in again.");
        call.Change = $"A credential {issued.Id} for the gateway was made, until {issued.Expires:u}.";
        return new GatewayToken(issued.Token, issued.Expires);
    }

    /// <summary>Every session, token, invitation and half-finished sign-in of a user, at once.</summary>
    private static async Task<object?> RevokeAllAsync(ApiCall call)
    {
        var name = call.Route("name");
        var now = call.Service<TimeProvider>().GetUtcNow();
        var ended = await call.RevokeAsync(
            async database =>
            {
                var user = await database.Users.SingleOrDefaultAsync(u => u.Name == name, call.Cancelled)
                    ?? throw ApiProblemException.NotFound("user of that name");
                user.NotBefore = now;
                await database.SignInRequests.Where(r => r.User == name).ExecuteDeleteAsync(call.Cancelled);
                return await database.Credentials.Where(c => c.User == name && c.Parent == null).ExecuteDeleteAsync(call.Cancelled);
            });
        call.Change = $"All {ended} sessions, tokens and invitations of {name} were revoked.";
        return new RevokedCredentials(ended);
    }
}
