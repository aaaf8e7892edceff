using Sallyport.Hub.Identity;
using Sallyport.Hub.Identity.CommandLine;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Identity.Workloads;

namespace Sallyport.Hub.Api;

/// <summary>
/// OAuth 2.0's endpoints for programs that have no browser of their own: what anyone may ask, and what they hold
/// guards it. Each writes its own sign-ins into the audit, since most calls are a device that waits.
/// </summary>
internal static class OAuthEndpoints
{
    private const string ExchangeGrant = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string Jwt = "urn:ietf:params:oauth:token-type:jwt";
    private const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";
    private const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("POST", "/oauth/token", ApiAccess.Anyone, TokenAsync)
            .Says("Trades a code, a device code, a refresh token or a workload's token for a token of Sallyport (RFC 6749, 7636, 8628, 8693).").TakesForm<TokenForm>().Answers<TokenAnswer>().RefusesWith<OAuthError>();
        routes.MapQuestion("POST", "/oauth/device", ApiAccess.Anyone, DeviceAsync)
            .Says("Begins the sign-in of a device that has no browser (RFC 8628).").TakesForm<DeviceForm>().Answers<DeviceCodes>().RefusesWith<OAuthError>();
        routes.MapQuestion("POST", "/oauth/revoke", ApiAccess.Anyone, RevokeAsync)
            .Says("Ends a command line's session (RFC 7009). Whether the token was good is not told.").TakesForm<RevokedForm>();
    }

    private static async Task<object?> TokenAsync(ApiCall call)
    {
        var form = await OAuthForm.ReadAsync(call);
        return form["grant_type"] switch
        {
            "authorization_code" => await CodeAsync(call, form),
            "refresh_token" => await RefreshAsync(call, form),
            DeviceGrant => await PollAsync(call, form),
            ExchangeGrant => await ExchangeAsync(call, form),
            _ => await OAuthForm.RefuseAsync(call, "unsupported_grant_type", "There are authorization_code, refresh_token, device_code and token-exchange."),
        };
    }

    private static async Task<object?> CodeAsync(ApiCall call, OAuthForm form)
    {
        var who = form["client_id"] == AuthorizationQuestion.ClientId
            ? await call.Service<SignInRequests>().RedeemAsync(form["code"], form["redirect_uri"], form["code_verifier"], call.Cancelled)
            : null;
        if (who is not null)
        {
            return await BeginAsync(call, who);
        }

        await call.Service<SignInTrail>().RecordAsync(call.Http, null, allowed: false, "An authorization code was not good, or not the asker's.");
        return await OAuthForm.RefuseAsync(call, "invalid_grant", "The code is not good: it is too old, it was used, or it is not yours. Sign in again.");
    }

    private static async Task<object?> PollAsync(ApiCall call, OAuthForm form)
    {
        var (answer, who) = await call.Service<SignInRequests>().PollDeviceAsync(form["device_code"], call.Cancelled);
        return answer switch
        {
            DeviceAnswer.Allowed => await BeginAsync(call, who!),
            DeviceAnswer.Waiting => await OAuthForm.RefuseAsync(call, "authorization_pending", "Nobody has answered yet."),
            DeviceAnswer.TooSoon => await OAuthForm.RefuseAsync(call, "slow_down", $"Ask every {SignInRequests.Interval.TotalSeconds} seconds."),
            DeviceAnswer.Denied => await OAuthForm.RefuseAsync(call, "access_denied", "It was denied in the browser."),
            _ => await OAuthForm.RefuseAsync(call, "expired_token", "The code is too old. Sign in again."),
        };
    }

    private static async Task<object?> BeginAsync(ApiCall call, SessionStart who)
    {
        await call.Service<SignInTrail>().RecordAsync(call.Http, who.User, allowed: true, $"{who.User} signed a command line in, from {who.Client}.");
        return Pair(call, await call.Service<SessionStore>().BeginCommandLineAsync(who, call.Cancelled));
    }

    private static async Task<object?> RefreshAsync(ApiCall call, OAuthForm form)
    {
        var (outcome, tokens) = await call.Service<SessionStore>().RefreshAsync(form["refresh_token"], call.Cancelled);
        if (tokens is not null)
        {
            return Pair(call, tokens);
        }

        if (outcome == RefreshOutcome.Stolen)
        {
            await call.Service<SignInTrail>().RecordAsync(
                call.Http, null, allowed: false, "A refresh token came a second time, so that two hold it: its session was ended.", alarm: true);
        }

        return await OAuthForm.RefuseAsync(call, "invalid_grant", "The session has ended. Sign in again.");
    }

    /// <summary>RFC 8693: a token of a configured issuer, for a token of the machine user it stands for.</summary>
    private static async Task<object?> ExchangeAsync(ApiCall call, OAuthForm form)
    {
        if (!call.Service<SignInLimits>().Admits(call.Http))
        {
            throw new ApiProblemException(StatusCodes.Status429TooManyRequests, "Too many requests from this address. Try again in a moment.");
        }

        if (form["subject_token_type"] != Jwt)
        {
            return await OAuthForm.RefuseAsync(call, "invalid_request", $"subject_token_type is {Jwt}.");
        }

        var (token, user, sentence) = await call.Service<WorkloadExchange>().TradeAsync(form["subject_token"], call.Cancelled);
        await call.Service<SignInTrail>().RecordAsync(call.Http, user, token is not null, sentence);
        return token is null
            ? await OAuthForm.RefuseAsync(call, "invalid_grant", "The token was not taken. The hub's audit says why.")
            : new TokenAnswer(token.Token, (int)(token.Expires!.Value - call.Service<TimeProvider>().GetUtcNow()).TotalSeconds) { IssuedTokenType = AccessToken };
    }

    private static async Task<object?> DeviceAsync(ApiCall call)
    {
        var form = await OAuthForm.ReadAsync(call);
        if (form["client_id"] != AuthorizationQuestion.ClientId)
        {
            return await OAuthForm.RefuseAsync(call, "invalid_client", $"The client is {AuthorizationQuestion.ClientId}.");
        }

        var http = call.Http;
        var client = $"{http.Connection.RemoteIpAddress}, {Audit.AuditText.Clean(http.Request.Headers.UserAgent, 200) ?? "unnamed"}";
        if (!call.Service<SignInLimits>().AdmitsDevice(http)
            || await call.Service<SignInRequests>().BeginDeviceAsync(client, call.Cancelled) is not { } begun)
        {
            throw new ApiProblemException(StatusCodes.Status429TooManyRequests, "Too many sign-ins are waiting. Try again in some minutes.");
        }

        return new DeviceCodes(
            begun.DeviceCode,
            begun.UserCode,
            $"https://{http.Request.Host}/login/device",
            (int)SignInRequests.DeviceLife.TotalSeconds,
            (int)SignInRequests.Interval.TotalSeconds);
    }

    /// <summary>RFC 7009: signs out. Whether the token was good is not told.</summary>
    private static async Task<object?> RevokeAsync(ApiCall call)
    {
        var form = await OAuthForm.ReadAsync(call);
        if (await call.Service<SessionStore>().EndByTokenAsync(form["token"], call.Cancelled) is { } user)
        {
            await call.Service<SignInTrail>().RecordAsync(call.Http, user, allowed: true, $"{user} signed a command line out.");
        }

        return null;
    }

    private static TokenAnswer Pair(ApiCall call, SessionTokens tokens)
    {
        var now = call.Service<TimeProvider>().GetUtcNow();
        return new TokenAnswer(tokens.Access.Token, (int)(tokens.Access.Expires!.Value - now).TotalSeconds)
        {
            RefreshToken = tokens.Refresh.Token,
            RefreshExpiresIn = (int)(tokens.Refresh.Expires!.Value - now).TotalSeconds,
            User = tokens.User,
        };
    }
}
