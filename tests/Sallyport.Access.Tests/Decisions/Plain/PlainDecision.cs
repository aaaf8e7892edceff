using Sallyport.Access.Decisions;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Tests.Decisions.Plain;

/// <summary>
/// A decision made the long way, from the document itself and with nothing computed beforehand: what the compiled policy must answer too, to the
/// last detail.
/// </summary>
internal sealed class PlainDecision(PolicyDocument document, ClusterView cluster, DateTimeOffset now)
{
    public Decision Decide(string name, KubernetesRequest request, bool mayCreate)
    {
        var nothing = new Decision { By = DecidedBy.Nothing, Place = "" };
        if (document.Users.Count(user => user.Name == name) != 1 || document.Users.Single(user => user.Name == name) is not { Disabled: false } user)
        {
            return nothing;
        }

        if (MemberRequests.Contains(request))
        {
            return Live(user).Any() ? nothing with { Allowed = true, By = DecidedBy.Membership, Variant = GroupVariant.Member } : nothing;
        }

        var decision = request.IsResource ? ByAssignments(user, Asked.Of(cluster, request, mayCreate)) : ByPath(user, request);
        return !decision.Allowed ? decision
            : Against(user, request, mayCreate) is { } guardrail ? decision with { Allowed = false, By = DecidedBy.Guardrail, Guardrail = guardrail }
            : cluster.Ceiling.Allows(request, decision.Variant) ? decision
            : decision with { Allowed = false, By = DecidedBy.Ceiling };
    }

    public bool IsMember(string name) =>
        document.Users.Count(user => user.Name == name) == 1 && document.Users.Single(user => user.Name == name) is { Disabled: false } user && Live(user).Any();

    private Decision ByAssignments(PolicyUser user, Asked asked)
    {
        var nothing = new Decision { By = DecidedBy.Nothing, Capability = asked.Capability, Place = "" };
        if (!asked.Action.HasKnownVerb)
        {
            return nothing;
        }

        var keysAreNotAll = asked.Capability == Capability.Secrets && cluster.Ceiling.Allows(GroupVariant.Secrets);
        var decisions = Live(user).Select(assignment => PlainAssignment.Judge(document, cluster, now, user, assignment, RoleOf(assignment)!, asked)).ToList();
        var first = decisions.FindIndex(decision => decision.Allowed && (decision.Level == SettingLevel.Open || !keysAreNotAll));
        return first >= 0 ? decisions[first] : decisions.Where(decision => Closeness(decision) > 0).OrderByDescending(Closeness).FirstOrDefault(nothing);
    }

    private static int Closeness(Decision decision) => decision switch
    {
        { Allowed: true } => 4,
        { By: DecidedBy.Setting, Level: SettingLevel.Limited } => 3,
        { By: DecidedBy.Setting } => 2,
        { Assignment: not null } => 1,
        _ => 0,
    };

    private Decision ByPath(PolicyUser user, KubernetesRequest request)
    {
        var allowing = Live(user).FirstOrDefault(assignment => new PlainScope(document, assignment.Scope).CoversWhole(cluster) && PathRules.Allow(RoleOf(assignment)!, request.Verb, request.Path));
        return allowing is null
            ? new Decision { By = DecidedBy.Nothing, Place = "" }
            : new Decision { Allowed = true, By = DecidedBy.Assignment, Assignment = allowing, Role = RoleOf(allowing), Variant = GroupVariant.Base, Place = "" };
    }

    private Guardrail? Against(PolicyUser user, KubernetesRequest request, bool mayCreate)
    {
        var holding = document.Guardrails.Where(guardrail => !guardrail.Except.Any(subject => subject.Kind switch
        {
            SubjectKind.User => subject.Name == user.Name,
            SubjectKind.Group => user.Groups.Contains(subject.Name),
            _ => false,
        }));
        if (!request.IsResource)
        {
            return holding.FirstOrDefault(guardrail => PathRules.Catch(guardrail, request.Verb, request.Path) && new PlainScope(document, guardrail.Place).CoversWhole(cluster, strict: true));
        }

        var asked = Asked.Of(cluster, request, mayCreate);
        var administers = Live(user).Any(assignment => RoleOf(assignment)!.AdministersOrganization && new PlainScope(document, assignment.Scope).CoversWhole(cluster));
        return BuiltInGuardrails.Against(cluster, asked, administers, request.ProxyPath)
            ?? holding.FirstOrDefault(guardrail => guardrail.Rules.Any(rule => asked.IsCaughtBy(rule)) && Touches(new PlainScope(document, guardrail.Place), asked));
    }

    private bool Touches(PlainScope scope, Asked asked) => asked.Reach switch
    {
        Reach.Namespace => scope.Covers(cluster, asked.Namespace, strict: true),
        Reach.Cluster => scope.CoversWhole(cluster, strict: true),
        _ => scope.CoversWhole(cluster, strict: true)
            || (scope.PicksNamespacesOf(cluster) && cluster.Namespaces.Keys.Any(ns => scope.Covers(cluster, ns, strict: true))),
    };

    /// <summary>The assignments that count for somebody here and now: read-only before admin, narrow before wide.</summary>
    private IEnumerable<RoleAssignment> Live(PolicyUser user) => document.Assignments
        .Where(assignment => RoleOf(assignment) is not null)
        .Where(assignment => assignment.Subject.Kind switch
        {
            SubjectKind.User => assignment.Subject.Name == user.Name,
            SubjectKind.Group => user.Groups.Contains(assignment.Subject.Name),
            _ => false,
        })
        .Where(assignment => assignment.Expires is not { } expires || now < expires)
        .Where(assignment => new PlainScope(document, assignment.Scope).Reaches(cluster))
        .OrderBy(assignment => !RoleOf(assignment)!.ReadOnly)
        .ThenByDescending(assignment => assignment.Scope.Kind)
        .ThenBy(assignment => assignment.Id, StringComparer.Ordinal);

    private Role? RoleOf(RoleAssignment assignment) => BuiltInRoles.Find(assignment.Role)
        ?? document.Roles.FirstOrDefault(role => role.Name == assignment.Role && RoleValidation.ProblemOf(role) is null);
}
