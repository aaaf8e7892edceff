using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Identity.Pages;
using Sallyport.Hub.Identity.Sessions;

namespace Sallyport.Hub.Identity.Providers;

/// <summary>What happens when somebody comes back from their provider.</summary>
internal sealed class ProviderEvents(ProviderSchemes schemes, Provisioning provisioning, SignInTrail trail, ILogger<ProviderEvents> log) : OpenIdConnectEvents
{
    private const string IdTokenItem = "sallyport.id-token";
    private const string UserInfoItem = "sallyport.user-info";

    public override Task TokenValidated(TokenValidatedContext context)
    {
        // The provider's own metadata must not vouch for another issuer than the one that was configured.
        if (schemes.Find(context.Scheme.Name) is not { } provider || context.SecurityToken.Issuer != provider.Issuer)
        {
            context.Fail("The token is another issuer's.");
            return Task.CompletedTask;
        }

        context.HttpContext.Items[IdTokenItem] = JsonDocument.Parse(WebEncoders.Base64UrlDecode(context.SecurityToken.RawPayload)).RootElement;
        return Task.CompletedTask;
    }

    public override Task UserInformationReceived(UserInformationReceivedContext context)
    {
        context.HttpContext.Items[UserInfoItem] = context.User.RootElement.Clone();
        return Task.CompletedTask;
    }

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var http = context.HttpContext;
        context.HandleResponse();
        PageHeaders.Set(http, formTarget: "");
        var answer = await AnswerAsync(context, http);
        await answer.ExecuteAsync(http);
    }

    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        var http = context.HttpContext;
        context.HandleResponse();
        PageHeaders.Set(http, formTarget: "");
        // The provider's own words, or an attacker's: for the log, cleaned, and never for the page.
        log.ProviderFailed(AuditText.Clean(context.Failure?.Message) ?? "");
        await trail.RecordAsync(http, null, allowed: false, $"A sign-in by {schemes.Find(context.Scheme.Name)?.Name ?? "a provider"} failed.");
        var answer = PageCall.Say(
            "That did not work", "The identity provider did not sign you in, or the sign-in is not this browser's. Start again.", StatusCodes.Status403Forbidden);
        await answer.ExecuteAsync(http);
    }

    private async Task<IResult> AnswerAsync(TicketReceivedContext context, HttpContext http)
    {
        if (schemes.Find(context.Scheme.Name) is not { } provider || http.Items[IdTokenItem] is not JsonElement idToken
            || ProviderClaims.Read(provider, idToken, http.Items[UserInfoItem] as JsonElement?) is not { } claims)
        {
            return PageCall.Say("That did not work", "The identity provider was changed meanwhile. Start again.", StatusCodes.Status403Forbidden);
        }

        var answer = await provisioning.SignInAsync(provider, claims, http.RequestAborted);
        var sentence = claims.Note is null ? answer.Sentence : $"{answer.Sentence} {claims.Note}";
        if (answer.User is not { } user)
        {
            await trail.RecordAsync(http, null, allowed: false, sentence);
            return PageCall.Say("You cannot sign in yet", answer.Sentence, StatusCodes.Status403Forbidden);
        }

        var earlier = await http.AuthenticateAsync(SessionCookie.SchemeName);
        http.User = earlier.Principal ?? http.User;
        var call = new PageCall(http, SessionCookie.Of(http), form: null);
        return await SignInPages.BeginAsync(
            call, new SessionStart(user, provider.Name, call.Client), LocalAddress.Or(context.ReturnUri ?? "", "/"), sentence);
    }
}
