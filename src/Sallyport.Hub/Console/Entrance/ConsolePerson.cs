using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Sallyport.Hub.Gateway.InProcess;
using Sallyport.Hub.Identity.Sessions;

namespace Sallyport.Hub.Console.Entrance;

/// <summary>Whose page this is: what the browser's connection said when it came, and no right by itself.</summary>
internal sealed class ConsolePerson(AuthenticationStateProvider state)
{
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page could not have been opened.</exception>
    public ConsoleSession Session =>
        field ??= state.GetAuthenticationStateAsync() is { IsCompletedSuccessfully: true } known && Read(known.Result.User) is { } session
            ? session
            : throw new InvalidOperationException("Nobody is signed in.");

    /// <returns>Null when the principal is of no session.</returns>
    public static ConsoleSession? Read(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(SessionCookie.SessionClaim), out var session) && principal.Identity?.Name is { } user
            ? new ConsoleSession(session, user, principal.FindFirstValue(SessionCookie.AddressClaim) ?? "")
            : null;
}
