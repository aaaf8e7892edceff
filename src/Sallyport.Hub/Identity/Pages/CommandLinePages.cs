using Sallyport.Hub.Api;
using Sallyport.Hub.Identity.CommandLine;
using Sallyport.Hub.Identity.Sessions;

namespace Sallyport.Hub.Identity.Pages;

/// <summary>Where a person lets a command line in: one that runs beside this browser, or one whose code they type.</summary>
internal static class CommandLinePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("GET", "/login/authorize", new PageEndpoint(PageAccess.SignedIn, call => Task.FromResult(AskBeside(call)))
        {
            FormTarget = call => AuthorizationQuestion.Read(call.Query)?.Origin ?? "",
        });
        routes.MapPage("POST", "/login/authorize", PageAccess.SignedIn, AnswerBesideAsync);
        routes.MapPage("GET", "/login/device", PageAccess.SignedIn, _ => Task.FromResult(AskCode([])));
        routes.MapPage("POST", "/login/device", PageAccess.SignedIn, TypeAsync);
        routes.MapPage("POST", "/login/device/answer", PageAccess.SignedIn, AnswerDeviceAsync);
    }

    private static IResult AskBeside(PageCall call) => AuthorizationQuestion.Read(call.Query) is not { } question
        ? Misunderstood()
        : PageCall.Show<AllowPage>(new
        {
            call.User,
            Facts = (IReadOnlyList<string>)[$"It runs on this computer and waits at {question.Origin}."],
            Action = "/login/authorize",
            Hidden = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["response_type"] = "code",
                ["client_id"] = AuthorizationQuestion.ClientId,
                ["redirect_uri"] = question.RedirectUri,
                ["code_challenge"] = question.Challenge,
                ["code_challenge_method"] = "S256",
                ["state"] = question.State,
            },
        });

    private static async Task<IResult> AnswerBesideAsync(PageCall call)
    {
        if (AuthorizationQuestion.Read(call.Field) is not { } question)
        {
            return Misunderstood();
        }

        if (call.Field("answer") != "allow")
        {
            return Return(question, "error=access_denied");
        }

        var code = await call.Service<SignInRequests>().AllowAsync(Who(call), question.RedirectUri, question.Challenge, call.Cancelled);
        return Return(question, $"code={code}");
    }

    private static async Task<IResult> TypeAsync(PageCall call)
    {
        var typed = call.Field("code");
        if (await FindAsync(call, typed) is not { } device)
        {
            return AskCode(["There is no command line that waits with this code. Codes are good for ten minutes."], StatusCodes.Status404NotFound);
        }

        return PageCall.Show<AllowPage>(new
        {
            call.User,
            Facts = (IReadOnlyList<string>)
            [
                $"It asked from {device.Client}.",
                $"It asked at {device.CreatedAt:u}.",
                "If you did not start it yourself just now, deny it: whoever gave you this code would act as you.",
            ],
            Action = "/login/device/answer",
            Hidden = new Dictionary<string, string>(StringComparer.Ordinal) { ["code"] = typed },
        });
    }

    private static async Task<IResult> AnswerDeviceAsync(PageCall call)
    {
        var allow = call.Field("answer") == "allow";
        if (await FindAsync(call, call.Field("code")) is not { } device)
        {
            return AskCode(["That took too long, or it was answered already."], StatusCodes.Status404NotFound);
        }

        var trail = call.Service<SignInTrail>();
        if (allow && call.Service<ApiRights>().IsAdmin(call.User))
        {
            // The greatest prize for whoever sends such codes around.
            await trail.RecordAsync(call.Http, call.User, allowed: false, "Organization Admins do not sign a command line in by a typed code.");
            return PageCall.Say(
                "Not with a code", "You are an Organization Admin: sign the command line in through a browser on its own computer.", StatusCodes.Status403Forbidden);
        }

        if (!await call.Service<SignInRequests>().AnswerDeviceAsync(device.Id, Who(call), allow, call.Cancelled))
        {
            return AskCode(["That took too long, or it was answered already."], StatusCodes.Status404NotFound);
        }

        await trail.RecordAsync(
            call.Http, call.User, allow, $"{call.User} {(allow ? "allowed" : "denied")} a command line that asked from {device.Client}.");
        return PageCall.Say(allow ? "Signed in" : "Denied", "You can close this page and go back to the command line.");
    }

    private static async Task<Storage.SignInRequestRow?> FindAsync(PageCall call, string typed) =>
        call.Service<SignInLimits>().AdmitsAccount(call.User)
            ? await call.Service<SignInRequests>().FindDeviceAsync(typed, call.Cancelled)
            : null;

    private static SessionStart Who(PageCall call) => new(call.User, call.Session!.SignedInBy, call.Client);

    /// <summary>The address is one of this machine, by <see cref="AuthorizationQuestion"/>'s grammar.</summary>
    private static Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult Return(AuthorizationQuestion question, string what) =>
        TypedResults.Redirect($"{question.RedirectUri}?{what}&state={question.State}");

    private static IResult Misunderstood() => PageCall.Say(
        "This sign-in request is not valid", "Start again with 'sallyport login'.", StatusCodes.Status400BadRequest);

    private static IResult AskCode(string[] problems, int status = StatusCodes.Status200OK) =>
        PageCall.Show<DevicePage>(new { Problems = problems }, status);
}
