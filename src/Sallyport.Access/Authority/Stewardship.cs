using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Authority;

/// <summary>What somebody may change who does not administer the organization: the projects that are theirs, and what was delegated to them.</summary>
internal sealed class Stewardship
{
    private readonly IReadOnlyList<CompiledAssignment> _assignments;

    private Stewardship(AccessSnapshot snapshot, CompiledUser? user, DateTimeOffset now)
    {
        Containment = new ScopeContainment(snapshot.Document.Projects);
        _assignments = [.. (user?.Assignments ?? []).Where(assignment => assignment.IsLive(now))];
        Projects = [.. _assignments
            .Where(assignment => assignment.Role.AdministersProjects && assignment.Assignment.Scope.Kind == ScopeKind.Project && !assignment.Scope.Broken)
            .Select(assignment => assignment.Assignment)
            .OrderByDescending(assignment => assignment.Expires ?? DateTimeOffset.MaxValue)
            .ThenBy(assignment => assignment.Scope.Project, StringComparer.Ordinal)];
        Delegations = user is null
            ? []
            : [.. snapshot.Document.Delegations.Where(delegation => !(delegation.Expires <= now) && user.IsMeantBy(delegation.Subject))];
    }

    public ScopeContainment Containment { get; }

    /// <summary>The assignments by which projects are theirs, those that last longest first.</summary>
    public IReadOnlyList<RoleAssignment> Projects { get; }

    public IReadOnlyList<Delegation> Delegations { get; }

    public bool IsEmpty => Projects.Count == 0 && Delegations.Count == 0;

    public static Stewardship Of(AccessSnapshot snapshot, string user, DateTimeOffset now) => new(snapshot, snapshot.Find(user), now);

    /// <summary>The assignment by which a project is theirs that holds the place; null when none does.</summary>
    public RoleAssignment? ProjectAround(Scope place) => Projects.FirstOrDefault(project => Containment.Contains(project.Scope, place));

    /// <summary>The roles that they hold in all of a place, at least until a time.</summary>
    public IReadOnlyCollection<Role> RolesIn(Scope place, DateTimeOffset? until) =>
    [
        .. _assignments.Where(assignment => (assignment.Assignment.Expires is not { } ends || until <= ends)
                && Containment.Contains(assignment.Assignment.Scope, place))
            .Select(assignment => assignment.Role),
    ];
}
