using Sallyport.Access.Policy;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Policy;
using Decider = Sallyport.Hub.Gateway.Decider;

namespace Sallyport.Hub.Api;

/// <summary>Asks the decision: whether, why, and who else.</summary>
internal static class AccessEndpoints
{
    private const int MostTold = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("POST", "/can-i", ApiAccess.SignedIn, CanIAsync)
            .Says("Whether somebody may do something, and the chain behind the decision. About another user than oneself only readers ask.").Takes<CanIQuestion>().Answers<CanIAnswer>();
        routes.MapQuestion("POST", "/who-can", ApiAccess.OrganizationReader, WhoCanAsync)
            .Says("Who may do something, in one cluster or in every one.").Takes<WhoCanQuestion>().Answers<WhoCanAnswer>();
    }

    private static async Task<object?> CanIAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<CanIQuestion>();
        var user = asked.User ?? call.User;
        var rights = call.Service<ApiRights>();
        if (user != call.User && !rights.Has(call.User, ApiAccess.OrganizationReader))
        {
            throw new ApiProblemException(StatusCodes.Status403Forbidden, rights.Refusal(ApiAccess.OrganizationReader));
        }

        var action = AskedAction.Of(asked.Verb, asked.Group, asked.Resource, asked.Subresource, asked.Namespace, asked.Name);
        var decider = call.Service<Decider>();
        if (!call.Service<ClusterRegistry>().TryFind(asked.Cluster, out var cluster)
            || !(decider.IsMember(call.User, cluster) || rights.Has(call.User, ApiAccess.OrganizationReader)))
        {
            throw new ApiProblemException(StatusCodes.Status404NotFound, "There is no cluster of that name that you have access to.");
        }

        var verdict = decider.Decide(user, cluster, action, mayCreate: false);
        var decision = verdict.Decision;
        return new CanIAnswer(
            verdict.Allowed,
            verdict.Refusal?.Message ?? (decision.Role is { } role ? $"Role {role.Title} allows it." : "Every member of the cluster may."),
            decision.By,
            decision.Assignment is { } by ? AssignmentModel.From(by) : null,
            verdict.Allowed ? decision.Group.Name : null,
            verdict.Snapshot.Weigh(user, verdict.View, action, call.Service<TimeProvider>().GetUtcNow()));
    }

    private static async Task<object?> WhoCanAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<WhoCanQuestion>();
        var action = AskedAction.Of(asked.Verb, asked.Group, asked.Resource, asked.Subresource, asked.Namespace, asked.Name);
        var registry = call.Service<ClusterRegistry>();
        var clusters = asked.Cluster is null
            ? registry.All
            : registry.TryFind(asked.Cluster, out var named) ? [named] : throw ApiProblemException.NotFound("cluster of that name");
        var snapshot = call.Service<PolicySource>().Current;
        var now = call.Service<TimeProvider>().GetUtcNow();
        var allowed = new List<AllowedUser>();
        var total = 0;
        foreach (var cluster in clusters.OrderBy(cluster => cluster.Name, StringComparer.Ordinal))
        {
            var view = cluster.View;
            foreach (var user in snapshot.Document.Users)
            {
                var decision = snapshot.Decide(user.Name, view, action, now);
                if (decision.Allowed && ++total <= MostTold)
                {
                    allowed.Add(new AllowedUser(
                        cluster.Name,
                        user.Name,
                        decision.Assignment is { } assignment ? AssignmentModel.From(assignment) : null,
                        decision is { Capability: not Capability.None, Level: SettingLevel.Limited } ? true : null));
                }
            }
        }

        return new WhoCanAnswer(total, allowed);
    }

    private sealed record CanIQuestion(
        string Cluster, string Verb, string Resource, string? Group = null, string? Subresource = null,
        string? Namespace = null, string? Name = null, string? User = null);

    private sealed record WhoCanQuestion(
        string Verb, string Resource, string? Cluster = null, string? Group = null, string? Subresource = null,
        string? Namespace = null, string? Name = null);
}
