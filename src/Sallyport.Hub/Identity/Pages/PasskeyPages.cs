using Microsoft.AspNetCore.WebUtilities;
using Sallyport.Hub.Identity.Accounts;
using Sallyport.Hub.Identity.Sessions;

namespace Sallyport.Hub.Identity.Pages;

/// <summary>Making, removing and signing in with passkeys. The browser's part is <c>passkeys.js</c>.</summary>
internal static class PasskeyPages
{
    private const int LargestCredential = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("POST", "/signin/passkey/options", PageAccess.Anyone, async call => Json(await call.Service<Passkeys>().AskToShowAsync(call.Http)));
        routes.MapPage("POST", "/signin/passkey", PageAccess.Anyone, SignInAsync);
        routes.MapPage("POST", "/account/passkeys/options", PageAccess.SignedIn, OptionsAsync);
        routes.MapPage("POST", "/account/passkeys", PageAccess.SignedIn, AddAsync);
        routes.MapPage("POST", "/account/passkeys/remove", PageAccess.SignedIn, RemoveAsync);
    }

    private static async Task<IResult> SignInAsync(PageCall call)
    {
        if (await call.Service<Passkeys>().CheckAsync(call.Http, call.LongField("credential", LargestCredential)) is { } account)
        {
            return await SignInPages.BeginAsync(
                call, new SessionStart(account.Id, SessionStart.Local, call.Client), LocalAddress.Or(call.Field("returnUrl"), "/"),
                $"{account.Id} signed in with a passkey.");
        }

        await call.Service<SignInTrail>().RecordAsync(call.Http, null, allowed: false, "A passkey was not taken.");
        return PageCall.Say("That did not work", "The passkey is not known here, or its owner may not sign in.", StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> OptionsAsync(PageCall call) =>
        !await call.Service<RecentSignIn>().IsAsync(call.Session!, call.Cancelled) ? NotRecent()
        : await call.Service<LocalAccounts>().FindAsync(call.User) is { PasswordHash: not null } account
            ? Json(await call.Service<Passkeys>().AskToMakeAsync(call.Http, account))
            : PageCall.Say("Not here", "You sign in by an identity provider: passkeys are its part.", StatusCodes.Status403Forbidden);

    private static async Task<IResult> AddAsync(PageCall call)
    {
        if (!await call.Service<RecentSignIn>().IsAsync(call.Session!, call.Cancelled))
        {
            return NotRecent();
        }

        if (await call.Service<LocalAccounts>().FindAsync(call.User) is not { PasswordHash: not null } account
            || !await call.Service<Passkeys>().AddAsync(call.Http, account, call.LongField("credential", LargestCredential), call.Field("name").Trim()))
        {
            return PageCall.Say("That did not work", "The passkey could not be added. Try again.", StatusCodes.Status400BadRequest);
        }

        await call.Service<SignInTrail>().RecordAsync(call.Http, call.User, allowed: true, $"{call.User} added a passkey.");
        return PageCall.Go("/account");
    }

    private static async Task<IResult> RemoveAsync(PageCall call)
    {
        var passkeys = call.Service<Passkeys>();
        if (await call.Service<LocalAccounts>().FindAsync(call.User) is { } account
            && (await passkeys.OfAsync(account)).FirstOrDefault(known => WebEncoders.Base64UrlEncode(known.CredentialId) == call.Field("id")) is { } passkey)
        {
            await passkeys.RemoveAsync(account, passkey.CredentialId);
            await call.Service<SignInTrail>().RecordAsync(call.Http, call.User, allowed: true, $"{call.User} removed a passkey.");
        }

        return PageCall.Go("/account");
    }

    private static IResult NotRecent() => PageCall.Say(
        "Sign in again", $"To add a passkey, sign in anew first: it must not be longer ago than {RecentSignIn.Span.TotalMinutes} minutes.", StatusCodes.Status403Forbidden);

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Json(string json) => TypedResults.Text(json, "application/json");
}
