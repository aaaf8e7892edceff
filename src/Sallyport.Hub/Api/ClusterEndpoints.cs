using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api.Paging;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Gateway;

namespace Sallyport.Hub.Api;

/// <summary>The fleet.</summary>
internal static class ClusterEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/clusters", ApiAccess.SignedIn, ListAsync)
            .Says("The clusters that the caller has a role in; all of them for readers.").Lists<ClusterModel>()
            .Asks<string>("state", "Only those that are online, away or never-joined.")
            .Asks<string>("selector", "Only those with labels that this selector matches.");
        routes.MapQuestion("GET", "/clusters/{name}", ApiAccess.SignedIn, ShowAsync)
            .Says("One cluster.").Answers<ClusterModel>().Tagged();
        routes.MapChange("POST", "/clusters", AddAsync)
            .Says("Adds a cluster, and answers with what brings its agent in, once.").Takes<NewCluster>().Answers<JoinTicketModel>();
        routes.MapChange("PATCH", "/clusters/{name}", LabelAsync)
            .Says("Changes labels of a cluster; null takes one away.").Takes<Relabel>().Answers<ClusterModel>().Tagged();
        routes.MapChange("POST", "/clusters/{name}/rejoin", RejoinAsync)
            .Says("Makes a new join token; the agent of until now is cut off.").Takes<Rejoin>(optional: true).Answers<JoinTicketModel>();
        routes.MapChange("DELETE", "/clusters/{name}", RemoveAsync)
            .Says("Removes a cluster and cuts its tunnel.").Answers<RemovedCluster>();
    }

    private static Task<object?> ListAsync(ApiCall call)
    {
        var query = ListQuery.Read(call, "state", "selector");
        var state = query.Choice("state", [.. Enum.GetValues<AgentPresence>().Select(presence => (ClusterModel.Word(presence), presence))]);
        var selector = query.Filter("selector") is { } text ? Selector(text) : null;
        var decider = call.Service<Decider>();
        var all = call.Service<ApiRights>().Has(call.User, ApiAccess.OrganizationReader);
        var clusters = call.Service<ClusterDirectory>().All.Where(cluster =>
            query.Finds([cluster.Name, .. cluster.View.Labels.Select(label => $"{label.Key}={label.Value}")])
            && (state is null || cluster.Presence == state)
            && selector?.Matches(cluster.View.Labels) != false
            && (all || decider.IsMember(call.User, cluster)));
        return Task.FromResult<object?>(query.Of(clusters, cluster => cluster.Name, ClusterModel.From));
    }

    private static Task<object?> ShowAsync(ApiCall call)
    {
        var cluster = call.Service<ClusterDirectory>().Get(call.Route("name"));
        if (!call.Service<Decider>().IsMember(call.User, cluster) && !call.Service<ApiRights>().Has(call.User, ApiAccess.OrganizationReader))
        {
            throw ApiProblemException.NotFound($"cluster named {cluster.Name}");
        }

        Precondition.Tag(call.Http, EntityTag.Of(cluster));
        return Task.FromResult<object?>(ClusterModel.From(cluster));
    }

    private static async Task<object?> AddAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<NewCluster>();
        var ticket = await call.Service<ClusterDirectory>().CreateAsync(
            asked.Name, asked.Labels ?? [], CeilingOf(asked.Ceiling), asked.ConstrainedImpersonation, call.Cancelled);
        call.Change = $"Cluster {ticket.Cluster.Name} was added.";
        return JoinTicketModel.From(ticket);
    }

    private static async Task<object?> LabelAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<Relabel>();
        var directory = call.Service<ClusterDirectory>();
        var before = "";
        var cluster = await directory.LabelAsync(
            call.Route("name"),
            asked.Labels,
            there =>
            {
                Precondition.Demand(call.Http, $"Cluster {there.Name}", EntityTag.Of(there));
                before = Labels(there);
            },
            call.Cancelled);
        Precondition.Tag(call.Http, EntityTag.Of(cluster));
        call.Change = $"The labels of cluster {cluster.Name} went from {before} to {Labels(cluster)}.";
        return ClusterModel.From(cluster);
    }

    private static async Task<object?> RejoinAsync(ApiCall call)
    {
        var asked = call.HasBody ? await call.ReadAsync<Rejoin>() : null;
        var ticket = await call.Service<ClusterDirectory>().RejoinAsync(
            call.Route("name"), CeilingOf(asked?.Ceiling), asked?.ConstrainedImpersonation ?? false, call.Cancelled);
        call.Change = $"Cluster {ticket.Cluster.Name} got a new join token; the agent it had was cut off.";
        return JoinTicketModel.From(ticket);
    }

    private static async Task<object?> RemoveAsync(ApiCall call)
    {
        var name = call.Route("name");
        var delete = await call.Service<ClusterDirectory>().RemoveAsync(name, call.Cancelled);
        call.Change = $"Cluster {name} was removed.";
        return new RemovedCluster(delete);
    }

    private static string Labels(FleetCluster cluster) =>
        cluster.View.Labels.Count == 0
            ? "(none)"
            : string.Join(",", cluster.View.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));

    private static LabelSelector Selector(string text) => LabelSelector.TryParse(text, out var selector, out var problem)
        ? selector
        : throw new ApiProblemException(StatusCodes.Status400BadRequest, $"selector: {problem}");

    private static Ceiling CeilingOf(string? text)
    {
        try
        {
            return text is null ? Ceiling.Admin : Ceiling.Parse(text);
        }
        catch (FormatException unknown)
        {
            throw new ApiProblemException(StatusCodes.Status400BadRequest, unknown.Message + ".");
        }
    }

    private sealed record NewCluster(string Name, Dictionary<string, string>? Labels = null, string? Ceiling = null, bool ConstrainedImpersonation = false);

    private sealed record Rejoin(string? Ceiling = null, bool ConstrainedImpersonation = false);

    private sealed record Relabel(Dictionary<string, string?> Labels);
}
