using Sallyport.Hub.Identity.Accounts;
using Sallyport.Hub.Identity.Sessions;

namespace Sallyport.Hub.Identity.Pages;

/// <summary>The link by which somebody who was invited chooses a password, once.</summary>
internal static class InvitationPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("GET", "/invitation", PageAccess.Anyone, AskAsync);
        routes.MapPage("POST", "/invitation", PageAccess.Anyone, AcceptAsync);
    }

    private static async Task<IResult> AskAsync(PageCall call)
    {
        var token = call.Query("token");
        return await call.Service<Invitations>().FindAsync(token, call.Cancelled) is { } user ? Ask(token, user, []) : NotValid();
    }

    private static async Task<IResult> AcceptAsync(PageCall call)
    {
        var (token, password) = (call.Field("token"), call.Field("password"));
        var invitations = call.Service<Invitations>();
        if (await invitations.FindAsync(token, call.Cancelled) is not { } user)
        {
            await call.Service<SignInTrail>().RecordAsync(call.Http, null, allowed: false, "The invitation is not valid.");
            return NotValid();
        }

        var accounts = call.Service<LocalAccounts>();
        var problems = await NewPassword.ProblemsAsync(accounts, user, password, call.Field("again"));
        if (problems.Count > 0)
        {
            return Ask(token, user, problems, StatusCodes.Status400BadRequest);
        }

        if (!await invitations.UseAsync(token, call.Cancelled))
        {
            return NotValid();
        }

        await accounts.SetPasswordAsync(user, password);
        if (await accounts.FindAsync(user) is { TwoFactorEnabled: true } account)
        {
            // Whoever finds the link has no more than a password by it.
            await call.Service<SignInTrail>().RecordAsync(call.Http, user, allowed: true, $"{user} chose a password by an invitation.");
            call.Service<HalfSignIn>().Set(call.Http, account);
            return PageCall.Show<CodePage>(new { ReturnUrl = "/" });
        }

        return await SignInPages.BeginAsync(
            call, new SessionStart(user, SessionStart.Local, call.Client), "/", $"{user} chose a password by an invitation, and signed in.");
    }

    private static IResult NotValid() => PageCall.Say(
        "This link is not valid", "It was used or it is too old. Ask an Organization Admin for another one.", StatusCodes.Status403Forbidden);

    private static IResult Ask(string token, string user, IReadOnlyList<string> problems, int status = StatusCodes.Status200OK) =>
        PageCall.Show<ChoosePasswordPage>(
            new
            {
                Heading = $"Welcome, {user}",
                Sentence = $"Your name here is {user}. Choose a password.",
                Action = "/invitation",
                Token = token,
                Name = user,
                AsksName = false,
                Problems = problems,
            },
            status);
}
