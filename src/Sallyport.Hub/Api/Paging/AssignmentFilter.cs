using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Hub.Api.Paging;

/// <summary>Which assignments a list shows, and in what order: by whom they are for.</summary>
internal sealed class AssignmentFilter(ListQuery query)
{
    public static readonly string[] Keys = ["user", "group", "role", "project", "cluster"];

    private readonly string? _user = query.Filter("user");
    private readonly string? _group = query.Filter("group");
    private readonly string? _role = query.Filter("role");
    private readonly PlaceFilter _place = new(query);

    public static string Key(RoleAssignment assignment) =>
        string.Join('\0', assignment.Subject.Name, assignment.Subject.Kind, assignment.Role, assignment.Id);

    public bool Lets(RoleAssignment assignment) =>
        (_user is null || assignment.Subject is { Kind: SubjectKind.User } user && user.Name == _user)
        && (_group is null || assignment.Subject is { Kind: SubjectKind.Group } group && group.Name == _group)
        && (_role is null || assignment.Role == _role)
        && _place.Lets(assignment.Scope)
        && (query.Search.Length == 0 || query.Finds(assignment.Subject.Name, assignment.Role, ScopeWords.Of(assignment.Scope)));
}
