using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Sessions;

/// <summary>Who asks the console: an opaque cookie, looked up like every credential, so that ending a session holds at once.</summary>
internal sealed class SessionCookie(
    CredentialDirectory credentials, Strangers strangers, TimeProvider time, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "session";

    /// <summary>The browser sends it to this host alone, and takes it from this host alone.</summary>
    public const string Name = "__Host-sallyport";

    /// <summary>The claim with the session's identity, which opens nothing by itself.</summary>
    public const string SessionClaim = "session";

    /// <summary>The claim with the address the browser came from.</summary>
    public const string AddressClaim = "address";

    /// <summary>Keeps the cookie until the browser closes; how long it is good for, the hub knows.</summary>
    public static void Set(HttpContext http, IssuedToken session) => http.Response.Cookies.Append(Name, session.Token, ForThisHost());

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, ForThisHost());

    /// <summary>The session by which a request came; null when there is none in force.</summary>
    public static Credential? Of(HttpContext http) => (http.User.Identity as SessionIdentity)?.Credential;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Cookies[Name] is not { Length: > 0 } token)
        {
            return AuthenticateResult.NoResult();
        }

        var address = Context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!credentials.TryFind(token, out var found))
        {
            // As with tokens: made-up cookies must not wear the store out for everybody else.
            if (strangers.Wait(address) is not null)
            {
                return AuthenticateResult.Fail(Strangers.Words(address));
            }

            try
            {
                found = await credentials.FindAsync(token, Context.RequestAborted);
            }
            catch (CredentialsUnavailableException unavailable)
            {
                return AuthenticateResult.Fail(unavailable);
            }
        }

        if (found is { Use: CredentialUse.Console } && !(found.Expires <= time.GetUtcNow()))
        {
            return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new SessionIdentity(found, address)), Scheme.Name));
        }

        strangers.Charge(address);
        return AuthenticateResult.Fail("The session has ended.");
    }

    // Lax, not Strict: a person who comes back from their identity provider comes from another site.
    private static CookieOptions ForThisHost() => new()
    {
        Path = "/",
        Secure = true,
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
    };

    private sealed class SessionIdentity(Credential credential, string address)
        : ClaimsIdentity(
            [new Claim(ClaimTypes.Name, credential.User), new Claim(SessionClaim, credential.Id.ToString("D")), new Claim(AddressClaim, address)],
            SchemeName, ClaimTypes.Name, roleType: null)
    {
        public Credential Credential => credential;
    }
}
