using System.Collections.Immutable;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Authority;

/// <summary>
/// How much of the policy somebody may see: readers of the organization all of it, everybody else what concerns them where they have a
/// role, and whoever administers a project or was delegated something all that has to do with it.
/// </summary>
public sealed class PolicySight
{
    private readonly ImmutableArray<Project> _projects;
    private readonly CompiledUser? _user;
    private readonly Stewardship _stewardship;
    private readonly ImmutableArray<Scope> _places;
    private readonly ImmutableArray<Scope> _stewarded;
    private readonly ImmutableArray<string> _roles;

    private PolicySight(AccessSnapshot snapshot, string user, DateTimeOffset now)
    {
        _projects = snapshot.Document.Projects;
        _user = snapshot.Find(user);
        _stewardship = Stewardship.Of(snapshot, user, now);
        var live = (_user?.Assignments ?? []).Where(assignment => assignment.IsLive(now)).ToList();
        _roles = [.. live.Select(assignment => assignment.Role.Name)];
        _stewarded = [.. _stewardship.Projects.Select(project => project.Scope), .. _stewardship.Delegations.Select(delegation => delegation.Scope)];
        _places = [.. live.Select(assignment => assignment.Assignment.Scope), .. _stewarded];
        SeesAll = live.Any(assignment => assignment.Assignment.Scope.Kind == ScopeKind.Organization
            && (assignment.Role.AdministersOrganization || assignment.Role.Name == BuiltInRoles.OrganizationReadOnly));
    }

    /// <summary>Whether it is all there is: they administer or read the whole organization.</summary>
    public bool SeesAll { get; }

    /// <summary>How much somebody may see by a policy, at a time.</summary>
    public static PolicySight Of(AccessSnapshot snapshot, string user, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new PolicySight(snapshot, user, now);
    }

    /// <summary>Whether it is theirs, or within a project of theirs.</summary>
    public bool Sees(RoleAssignment assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        return SeesAll || IsAboutThem(assignment.Subject) || _stewardship.ProjectAround(assignment.Scope) is not null;
    }

    /// <summary>Whether they have a role in it, or anywhere that it may reach.</summary>
    public bool Sees(Project project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var place = new Scope { Kind = ScopeKind.Project, Project = project.Name };
        return SeesAll || _places.Any(own => (own.Kind == ScopeKind.Project && own.Project == project.Name) || _projects.MayMeet(own, place));
    }

    /// <summary>Whether it may hold for them, or in a project of theirs; what holds for everyone everywhere is no secret.</summary>
    public bool Sees(AccessSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return SeesAll
            || setting is { Place.Kind: ScopeKind.Organization, Subject.Kind: SubjectKind.Everyone }
            || MayMeet(_stewarded, setting.Place)
            || (IsAboutThem(setting.Subject) && MayMeet(_places, setting.Place));
    }

    /// <summary>Whether they may meet it.</summary>
    public bool Sees(Guardrail guardrail)
    {
        ArgumentNullException.ThrowIfNull(guardrail);
        return SeesAll || MayMeet(_places, guardrail.Place);
    }

    /// <summary>Whether it is built in, or they have it; whoever gives roles away sees all of them.</summary>
    public bool Sees(Role role)
    {
        ArgumentNullException.ThrowIfNull(role);
        return SeesAll || _stewardship.Projects.Count > 0 || BuiltInRoles.Find(role.Name) is not null || _roles.Contains(role.Name);
    }

    /// <summary>Whether it is theirs.</summary>
    public bool Sees(Delegation delegation)
    {
        ArgumentNullException.ThrowIfNull(delegation);
        return SeesAll || IsAboutThem(delegation.Subject);
    }

    /// <summary>Whether a subject is them, a group of theirs, a role of theirs or everyone.</summary>
    public bool IsAboutThem(Subject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return subject.Kind switch
        {
            SubjectKind.Everyone => true,
            SubjectKind.Role => _roles.Contains(subject.Name),
            _ => _user?.IsMeantBy(subject) ?? false,
        };
    }

    private bool MayMeet(ImmutableArray<Scope> own, Scope place) => own.Any(scope => _projects.MayMeet(scope, place));
}
