using Sallyport.Hub.Identity.Accounts;
using Sallyport.Hub.Identity.Providers;
using Sallyport.Hub.Identity.Sessions;

namespace Sallyport.Hub.Identity.Pages;

/// <summary>Signing in with a local account, and signing out.</summary>
internal static class SignInPages
{
    private const string Failed = "The name or the password is wrong, or there were too many failures. After those, wait ten minutes.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("GET", "/signin", PageAccess.Anyone, call => Task.FromResult(Ask(call, ReturnUrl(call.Query("returnUrl")), "", [])));
        routes.MapPage("POST", "/signin", PageAccess.Anyone, SignInAsync);
        routes.MapPage("POST", "/signin/code", PageAccess.Anyone, CodeAsync);
        routes.MapPage("POST", "/signout", PageAccess.Anyone, SignOutAsync);
    }

    /// <summary>Begins a new session in this browser, whatever cookie it had, and sends it on.</summary>
    public static async Task<IResult> BeginAsync(PageCall call, SessionStart start, string returnUrl, string sentence)
    {
        var sessions = call.Service<SessionStore>();
        // Written down first: nobody is in who is not in the audit.
        await call.Service<SignInTrail>().RecordAsync(call.Http, start.User, allowed: true, sentence);
        if (call.Session is { } earlier)
        {
            await sessions.EndAsync(earlier.Root, call.Cancelled);
        }

        SessionCookie.Set(call.Http, await sessions.BeginConsoleAsync(start, call.Cancelled));
        return PageCall.Go(returnUrl);
    }

    private static async Task<IResult> SignInAsync(PageCall call)
    {
        var (name, returnUrl) = (call.Field("name").Trim(), ReturnUrl(call.Field("returnUrl")));
        var trail = call.Service<SignInTrail>();
        if (!call.Service<SignInLimits>().AdmitsAccount(name))
        {
            await trail.RecordAsync(call.Http, Known(name), allowed: false, "Too many attempts to sign in with this name.");
            return Ask(call, returnUrl, name, [Failed], StatusCodes.Status429TooManyRequests);
        }

        var (outcome, account) = await call.Service<LocalAccounts>().CheckAsync(name, call.Field("password"));
        switch (outcome)
        {
            case PasswordOutcome.Right:
                return await BeginAsync(call, new SessionStart(name, SessionStart.Local, call.Client), returnUrl, $"{name} signed in with a password.");
            case PasswordOutcome.NeedsCode:
                call.Service<HalfSignIn>().Set(call.Http, account!);
                return PageCall.Show<CodePage>(new { ReturnUrl = returnUrl });
            default:
                await trail.RecordAsync(call.Http, account?.Id, allowed: false, Sentence(outcome), alarm: outcome == PasswordOutcome.JustLocked);
                return Ask(call, returnUrl, name, [outcome == PasswordOutcome.Disabled ? "Your account is disabled. Ask an Organization Admin." : Failed], StatusCodes.Status403Forbidden);
        }
    }

    private static async Task<IResult> CodeAsync(PageCall call)
    {
        var returnUrl = ReturnUrl(call.Field("returnUrl"));
        if (await call.Service<HalfSignIn>().FindAsync(call.Http) is not { } account)
        {
            return Ask(call, returnUrl, "", ["That took too long. Sign in again."], StatusCodes.Status403Forbidden);
        }

        var outcome = call.Service<SignInLimits>().AdmitsAccount(account.Id)
            ? await call.Service<SecondFactor>().CheckAsync(account, call.Field("code"))
            : PasswordOutcome.Locked;
        if (outcome != PasswordOutcome.Right)
        {
            await call.Service<SignInTrail>().RecordAsync(call.Http, account.Id, allowed: false, "Second factor: " + Sentence(outcome), alarm: outcome == PasswordOutcome.JustLocked);
            return PageCall.Show<CodePage>(
                new { ReturnUrl = returnUrl, Problems = (IReadOnlyList<string>)["The code is wrong, or it was used already, or there were too many failures."] },
                StatusCodes.Status403Forbidden);
        }

        HalfSignIn.Clear(call.Http);
        return await BeginAsync(
            call, new SessionStart(account.Id, SessionStart.Local, call.Client), returnUrl, $"{account.Id} signed in with a password and a second factor.");
    }

    private static async Task<IResult> SignOutAsync(PageCall call)
    {
        if (call.Session is { } session)
        {
            await call.Service<SessionStore>().EndAsync(session.Root, call.Cancelled);
            await call.Service<SignInTrail>().RecordAsync(call.Http, session.User, allowed: true, $"{session.User} signed out.");
        }

        SessionCookie.Clear(call.Http);
        return PageCall.Go("/signin");
    }

    private static IResult Ask(PageCall call, string returnUrl, string name, string[] problems, int status = StatusCodes.Status200OK) =>
        PageCall.Show<SignInPage>(
            new
            {
                ReturnUrl = returnUrl,
                Name = name,
                Problems = problems,
                Providers = (IReadOnlyList<(string, string)>)[.. call.Service<ProviderSchemes>().All.Select(provider => (provider.Name, provider.Title))],
            },
            status);

    private static string ReturnUrl(string asked) => LocalAddress.Or(asked, "/");

    /// <summary>What is no name may be a password in the wrong field: it is not written down.</summary>
    private static string? Known(string name) => UserName.IsValid(name) ? name : null;

    private static string Sentence(PasswordOutcome outcome) => outcome switch
    {
        PasswordOutcome.JustLocked => "Wrong, and once too often: the account is locked for ten minutes.",
        PasswordOutcome.Locked => "The account is locked for now.",
        PasswordOutcome.Disabled => "The user is disabled.",
        _ => "The name or the password is wrong.",
    };
}
