using Sallyport.Access.Authority;
using Sallyport.Access.Policy;

namespace Sallyport.Hub.Api;

/// <summary>How much speaks of a project, as far as the caller sees it.</summary>
/// <param name="Assignments">Roles that are given in it.</param>
/// <param name="Settings">Exceptions to the access settings for it.</param>
/// <param name="Guardrails">Guardrails that hold in it.</param>
/// <param name="Delegations">Delegations for it.</param>
public sealed record ProjectUses(int Assignments, int Settings, int Guardrails, int Delegations)
{
    /// <summary>Counts them for every project at once.</summary>
    internal static Func<string, ProjectUses> In(PolicyDocument policy, PolicySight sight)
    {
        var assignments = Count(policy.Assignments.Where(sight.Sees).Select(assignment => assignment.Scope));
        var settings = Count(policy.Settings.Where(sight.Sees).Select(setting => setting.Place));
        var guardrails = Count(policy.Guardrails.Where(sight.Sees).Select(guardrail => guardrail.Place));
        var delegations = Count(policy.Delegations.Where(sight.Sees).Select(delegation => delegation.Scope));
        return project => new ProjectUses(assignments(project), settings(project), guardrails(project), delegations(project));
    }

    private static Func<string, int> Count(IEnumerable<Scope> places)
    {
        var counts = places.Where(place => place.Kind == ScopeKind.Project).CountBy(place => place.Project, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return project => counts.GetValueOrDefault(project);
    }
}
