using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using static Sallyport.Access.Authority.ChangeAuthority;

namespace Sallyport.Access.Authority;

/// <summary>Which roles the admins of a project give and take away: in it, and none that carries more than they hold themselves.</summary>
internal static class AssignmentAuthority
{
    public static AuthorityAnswer Give(AccessSnapshot snapshot, Stewardship stewardship, string user, RoleAssignment given)
    {
        if (stewardship.ProjectAround(given.Scope) is not { } project)
        {
            return Outside(stewardship, given.Scope);
        }

        if (given.Subject == new Subject(SubjectKind.User, user))
        {
            return Refused("Nobody gives a role to themselves: let another admin of the project do it.");
        }

        if (project.Expires is { } ends && !(given.Expires <= ends))
        {
            return Refused($"Your own assignment in project {project.Scope.Project} ends at {ends.UtcDateTime:u}, and one that you make ends no later: give it an end.");
        }

        return RefusedRole(snapshot, stewardship, given, given.Expires)
            ?? (Perpetuates(snapshot, user, given)
                ? Refused($"You are in {given.Subject.Name}: nobody makes themselves an admin of a project, by a group of theirs either.")
                : ByProject(project));
    }

    /// <summary>An admin who is to lose the right with one group must not have made sure of it with another.</summary>
    private static bool Perpetuates(AccessSnapshot snapshot, string user, RoleAssignment given) =>
        snapshot.RoleNamed(given.Role) is { AdministersProjects: true } && given.Scope.Kind == ScopeKind.Project
        && snapshot.Find(user)?.IsMeantBy(given.Subject) == true;

    public static AuthorityAnswer Take(AccessSnapshot snapshot, Stewardship stewardship, RoleAssignment taken, DateTimeOffset now) =>
        stewardship.ProjectAround(taken.Scope) is { } project
            ? RefusedRole(snapshot, stewardship, taken, now) ?? ByProject(project)
            : Outside(stewardship, taken.Scope);

    private static AuthorityAnswer? RefusedRole(AccessSnapshot snapshot, Stewardship stewardship, RoleAssignment assignment, DateTimeOffset? until)
    {
        if (snapshot.RoleNamed(assignment.Role) is not { } role)
        {
            return Refused($"There is no role {assignment.Role} that can be read.");
        }

        if (role.AdministersOrganization || BuiltInRoles.IsOfOrganization(role.Name))
        {
            return Refused($"{role.Title} is a role of the organization: only Organization Admins give it or take it away.");
        }

        return RoleContainment.Beyond(role, assignment.Scope, stewardship.RolesIn(assignment.Scope, until)) is { } beyond
            ? Refused($"{role.Title} carries more than you hold in {ScopeWords.Of(assignment.Scope)}: {beyond}.")
            : null;
    }

    private static AuthorityAnswer Outside(Stewardship stewardship, Scope scope) => Refused(stewardship.Projects.Count == 0
        ? "Roles are given and taken away by Organization Admins, and by project admins in their project."
        : $"{Sentence(ScopeWords.Of(scope))} is not wholly inside {ProjectWords.Of(stewardship)}: name the project itself, or clusters and namespaces that it names.");

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
