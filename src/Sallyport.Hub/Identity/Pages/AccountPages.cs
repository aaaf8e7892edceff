using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Identity.Accounts;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Pages;

/// <summary>What people look after themselves: their sessions, their password, their second factor.</summary>
internal static class AccountPages
{
    private const string WrongPassword = "That is not your current password, or there were too many failures.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("GET", "/account", PageAccess.SignedIn, call => ShowAsync(call, []));
        routes.MapPage("POST", "/account/sessions/end", PageAccess.SignedIn, EndSessionAsync);
        routes.MapPage("POST", "/account/password", PageAccess.SignedIn, ChangePasswordAsync);
        routes.MapPage("POST", "/account/second-factor", PageAccess.SignedIn, BeginSecondFactorAsync);
        routes.MapPage("POST", "/account/second-factor/confirm", PageAccess.SignedIn, ConfirmSecondFactorAsync);
        routes.MapPage("POST", "/account/second-factor/end", PageAccess.SignedIn, EndSecondFactorAsync);
    }

    private static async Task<IResult> ShowAsync(PageCall call, IReadOnlyList<string> problems, int status = StatusCodes.Status200OK)
    {
        var account = await call.Service<LocalAccounts>().FindAsync(call.User);
        return PageCall.Show<AccountPage>(
            new
            {
                call.User,
                call.Session!.SignedInBy,
                HasPassword = account?.PasswordHash is not null,
                HasSecondFactor = account?.TwoFactorEnabled ?? false,
                MayAddPasskey = await call.Service<RecentSignIn>().IsAsync(call.Session!, call.Cancelled),
                Passkeys = account is null ? (IReadOnlyList<PasskeyLine>)[] : await PasskeysAsync(call, account),
                Sessions = await SessionsAsync(call),
                Problems = problems,
            },
            status);
    }

    private static async Task<IReadOnlyList<PasskeyLine>> PasskeysAsync(PageCall call, LocalAccountRow account) =>
        [.. (await call.Service<Passkeys>().OfAsync(account)).Select(
            passkey => new PasskeyLine(WebEncoders.Base64UrlEncode(passkey.CredentialId), passkey.Name ?? "Passkey", passkey.CreatedAt))];

    private static async Task<IReadOnlyList<SessionLine>> SessionsAsync(PageCall call)
    {
        var now = call.Service<TimeProvider>().GetUtcNow();
        var rows = await call.Service<SallyportDbContext>().Credentials.AsNoTracking()
            .Where(c => c.User == call.User && c.Expires > now && (c.Use == CredentialUse.Console || c.Use == CredentialUse.Refresh))
            .OrderByDescending(c => c.CreatedAt).ToListAsync(call.Cancelled);
        return [.. rows.Select(row => new SessionLine(
            row.Id, row.Use == CredentialUse.Console ? "Browser" : "Command line", row.Client, row.CreatedAt, row.Id == call.Session!.Root))];
    }

    private static async Task<IResult> EndSessionAsync(PageCall call)
    {
        var id = Guid.TryParse(call.Field("id"), out var parsed) ? parsed : Guid.Empty;
        if ((await SessionsAsync(call)).Any(session => session.Id == id) && await call.Service<SessionStore>().EndAsync(id, call.Cancelled))
        {
            await call.Service<SignInTrail>().RecordAsync(call.Http, call.User, allowed: true, $"{call.User} ended their session {id}.");
        }

        return PageCall.Go("/account");
    }

    private static async Task<IResult> ChangePasswordAsync(PageCall call)
    {
        var password = call.Field("password");
        var accounts = call.Service<LocalAccounts>();
        if (await ConfirmedAsync(call) is null)
        {
            return await ShowAsync(call, [WrongPassword], StatusCodes.Status403Forbidden);
        }

        var problems = await NewPassword.ProblemsAsync(accounts, call.User, password, call.Field("again"));
        if (problems.Count > 0)
        {
            return await ShowAsync(call, problems, StatusCodes.Status400BadRequest);
        }

        await call.Service<SignInTrail>().RecordAsync(call.Http, call.User, allowed: true, $"{call.User} changed their password; their other sessions end.");
        await accounts.SetPasswordAsync(call.User, password);
        await call.Service<SessionStore>().EndOthersAsync(call.User, call.Session!.Root, call.Cancelled);
        return PageCall.Say("The password is changed", "Every other session of yours has ended.");
    }

    private static async Task<IResult> BeginSecondFactorAsync(PageCall call)
    {
        if (await call.Service<LocalAccounts>().FindAsync(call.User) is not { PasswordHash: not null, TwoFactorEnabled: false } account)
        {
            return PageCall.Go("/account");
        }

        var (key, svg) = await call.Service<SecondFactor>().BeginAsync(account);
        return PageCall.Show<SecondFactorPage>(new { Key = key, QrSvg = svg });
    }

    private static async Task<IResult> ConfirmSecondFactorAsync(PageCall call)
    {
        var factor = call.Service<SecondFactor>();
        if (await call.Service<LocalAccounts>().FindAsync(call.User) is not { PasswordHash: not null, TwoFactorEnabled: false } account)
        {
            return PageCall.Go("/account");
        }

        if (!call.Service<SignInLimits>().AdmitsAccount(call.User) || await factor.ConfirmAsync(account, call.Field("code")) is not { } codes)
        {
            var (key, svg) = await factor.ShowAsync(account);
            return PageCall.Show<SecondFactorPage>(
                new { Key = key, QrSvg = svg, Problems = (IReadOnlyList<string>)["That is not the code the app shows now."] }, StatusCodes.Status400BadRequest);
        }

        await call.Service<SignInTrail>().RecordAsync(call.Http, call.User, allowed: true, $"{call.User} set a second factor up.");
        return PageCall.Show<RecoveryCodesPage>(new { Codes = codes });
    }

    private static async Task<IResult> EndSecondFactorAsync(PageCall call)
    {
        if (await ConfirmedAsync(call) is not { } account)
        {
            return await ShowAsync(call, [WrongPassword], StatusCodes.Status403Forbidden);
        }

        await call.Service<SecondFactor>().EndAsync(account);
        await call.Service<SignInTrail>().RecordAsync(call.Http, call.User, allowed: true, $"{call.User} switched their second factor off.");
        return PageCall.Go("/account");
    }

    /// <summary>The owner of the session proves once more that it is they who sit there.</summary>
    private static async Task<LocalAccountRow?> ConfirmedAsync(PageCall call)
    {
        if (!call.Service<SignInLimits>().AdmitsAccount(call.User))
        {
            return null;
        }

        var (outcome, account) = await call.Service<LocalAccounts>().CheckAsync(call.User, call.Field("current"));
        if (outcome is PasswordOutcome.Right or PasswordOutcome.NeedsCode)
        {
            return account;
        }

        await call.Service<SignInTrail>().RecordAsync(call.Http, call.User, allowed: false, $"{call.User} did not confirm their password.");
        return null;
    }
}
