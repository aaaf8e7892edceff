using Sallyport.Hub.Api.Paging;
using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Api;

/// <summary>Groups: they are there as long as somebody is in them or a role is given to them.</summary>
internal static class GroupEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuestion("GET", "/groups", ApiAccess.OrganizationReader, ListAsync)
            .Says("The groups: how many are in each, and how many assignments it has.").Lists<GroupModel>();

    private static Task<object?> ListAsync(ApiCall call)
    {
        var query = ListQuery.Read(call);
        var policy = call.Service<PolicySource>().Current.Document;
        var members = policy.Users.SelectMany(user => user.Groups).CountBy(group => group, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var assignments = policy.Assignments.Where(assignment => assignment.Subject.Kind == Access.Policy.SubjectKind.Group)
            .CountBy(assignment => assignment.Subject.Name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var groups = members.Keys.Union(assignments.Keys, StringComparer.Ordinal).Where(group => query.Finds(group));
        return Task.FromResult<object?>(query.Of(groups, group => group, group =>
            new GroupModel(group, members.GetValueOrDefault(group), assignments.GetValueOrDefault(group))));
    }
}

/// <summary>A group as the API shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Members">How many are in it.</param>
/// <param name="Assignments">How many roles it is given.</param>
internal sealed record GroupModel(string Name, int Members, int Assignments);
