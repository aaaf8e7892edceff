using Sallyport.Hub.Identity.Accounts;
using Sallyport.Hub.Identity.Sessions;

namespace Sallyport.Hub.Identity.Pages;

/// <summary>The link that a new hub prints: its first Organization Admin chooses a name and a password.</summary>
internal static class SetupPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("GET", "/setup", PageAccess.Anyone, call => Task.FromResult(Ask(call.Query("token"), "", [])));
        routes.MapPage("POST", "/setup", PageAccess.Anyone, SetUpAsync);
    }

    private static async Task<IResult> SetUpAsync(PageCall call)
    {
        var (token, name, password) = (call.Field("token"), call.Field("name").Trim(), call.Field("password"));
        var accounts = call.Service<LocalAccounts>();
        var problems = await NewPassword.ProblemsAsync(accounts, name, password, call.Field("again"));
        if (problems.Count > 0)
        {
            return Ask(token, name, problems, StatusCodes.Status400BadRequest);
        }

        var trail = call.Service<SignInTrail>();
        if (!await call.Service<SetupToken>().UseAsync(token, name, database => database.LocalAccounts.Add(accounts.Make(name, password)) is not null, call.Cancelled))
        {
            await trail.RecordAsync(call.Http, null, allowed: false, "The setup link is not valid.");
            return PageCall.Say(
                "This link is not valid", "It was used, it is older than an hour, or the hub is set up already. Restart the hub for a new one.", StatusCodes.Status403Forbidden);
        }

        return await SignInPages.BeginAsync(
            call, new SessionStart(name, SessionStart.Local, call.Client), "/", $"{name} became the first Organization Admin, and signed in.");
    }

    private static IResult Ask(string token, string name, IReadOnlyList<string> problems, int status = StatusCodes.Status200OK) =>
        PageCall.Show<ChoosePasswordPage>(
            new
            {
                Heading = "Set Sallyport up",
                Sentence = "You will be this hub's first Organization Admin.",
                Action = "/setup",
                Token = token,
                Name = name,
                AsksName = true,
                Problems = problems,
            },
            status);
}
