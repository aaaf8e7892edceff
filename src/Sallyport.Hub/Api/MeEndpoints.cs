using Sallyport.Access.Policy;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Gateway;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Api;

/// <summary>What anyone may ask and get for themselves, and the first setup.</summary>
internal static class MeEndpoints
{
    private static readonly TimeSpan KubeconfigLife = TimeSpan.FromHours(8);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/me", ApiAccess.SignedIn, MeAsync)
            .Says("Who the caller is, and their assignments.").Answers<MeModel>();
        routes.MapChange("POST", "/kubeconfig", KubeconfigAsync, ApiAccess.SignedIn)
            .Says("A kubeconfig with a fresh token of the caller's own, for the gateway alone.").Takes<KubeconfigQuestion>().Answers<string>("application/yaml");
        routes.MapChange("POST", "/setup", SetupAsync, ApiAccess.Anyone)
            .Says("Makes the first Organization Admin of a new hub, by the one-time setup token.").Takes<SetupQuestion>().Answers<IssuedToken>();
    }

    private static Task<object?> MeAsync(ApiCall call)
    {
        var document = call.Service<PolicySource>().Current.Document;
        var me = document.Users.FirstOrDefault(user => user.Name == call.User);
        return Task.FromResult<object?>(new MeModel(
            call.User,
            [.. me?.Groups ?? []],
            call.Service<ApiRights>().IsAdmin(call.User),
            [.. document.Assignments.Where(a => a.Subject.Kind == SubjectKind.User
                ? a.Subject.Name == call.User
                : me?.Groups.Contains(a.Subject.Name) ?? false).Select(AssignmentModel.From)]));
    }

    private static async Task<object?> KubeconfigAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<KubeconfigQuestion>();
        var validity = new Validity();
        var life = validity.Duration(asked.ValidFor, KubeconfigLife);
        var limit = await call.Service<CredentialLimits>().OfAsync(call.User, call.Cancelled);
        if (!limit.KubeconfigDownload || limit.LongestToken == TimeSpan.Zero)
        {
            throw new ApiProblemException(StatusCodes.Status403Forbidden, "Kubeconfigs with a token in them are switched off. 'sallyport kubeconfig' writes one that signs in by itself.");
        }

        var longest = LongestLife(call) is var left && left < limit.LongestToken ? left : limit.LongestToken;
        validity.Demand(
            asked.ValidFor is null || life <= longest,
            "validFor is longer than tokens may live, or reaches past the end of what you are signed in with. An Organization Admin can give you a token that lasts longer.");
        life = life < longest ? life : longest;
        var decider = call.Service<Decider>();
        var mine = call.Service<ClusterRegistry>().All.Where(cluster => decider.IsMember(call.User, cluster)).Select(cluster => cluster.Name).ToArray();
        foreach (var name in asked.Clusters ?? [])
        {
            validity.Demand(mine.Contains(name, StringComparer.Ordinal), "There is no cluster of a name you gave that you have access to.");
        }

        validity.Throw();
        var issued = await call.Service<CredentialStore>().IssueKubeconfigAsync(call.Credential!, life, call.Cancelled)
            ?? throw new ApiProblemException(StatusCodes.Status401Unauthorized, "What you are signed in with has ended meanwhile. Sign in again.");
        call.Change = $"A token {issued.Id} for {call.User} was made, until {issued.Expires:u}.";
        return new PlainText("application/yaml", call.Service<Kubeconfig>().Write(
            call.Service<GatewayAddress>().Uri, asked.Clusters ?? mine, call.User, issued.Token));
    }

    /// <summary>Whoever gave someone a token until a time meant that time: it makes none that lasts longer.</summary>
    private static TimeSpan LongestLife(ApiCall call) =>
        call.Credential!.Ends is { } ends
            ? ends - call.Service<TimeProvider>().GetUtcNow()
            : Validity.LongestToken;

    private static async Task<object?> SetupAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<SetupQuestion>();
        var validity = new Validity();
        validity.Name("name", asked.Name);
        validity.Throw();
        var issued = await call.Service<SetupToken>().UseAsync(asked.Token, asked.Name, call.Cancelled)
            ?? throw new ApiProblemException(StatusCodes.Status403Forbidden, "The setup token is not valid: it was used, it is older than an hour, or the hub is set up already. Restart the hub for a new one.");
        call.Change = $"{asked.Name} became the first Organization Admin.";
        return new IssuedToken(issued.Id, issued.Token, issued.Expires);
    }

    private sealed record KubeconfigQuestion(string[]? Clusters = null, string? ValidFor = null);

    private sealed record SetupQuestion(string Token, string Name);
}
