using System.Collections.Immutable;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Decisions;

/// <summary>One refusal in words: what was refused, why, and the next step. It speaks of nothing outside the user's scope.</summary>
internal sealed class RefusalText(
    CompiledPolicy policy, PolicyDocument document, ClusterView cluster, KubernetesRequest request, DateTimeOffset now, ImmutableArray<string> admins)
{
    public string Of(CompiledUser? user, in Decision decision)
    {
        var asked = Asked.Of(cluster, request, mayCreate: false);
        return $"{RequestWords.Subject(request)} is forbidden: you may not {RequestWords.Action(request, asked)}: {Why(user, asked, decision)}. {NextStep}";
    }

    private string NextStep =>
        document.AskText.Length > 0 ? $"To ask: {document.AskText}" :
        admins.Length == 0 ? "To ask: this organization has no Organization Admin." :
        $"To ask: {string.Join(", ", admins)} (Organization Admin{(admins.Length > 1 ? "s" : "")}).";

    private string Why(CompiledUser? user, in Asked asked, in Decision decision) => decision switch
    {
        _ when user is null || !Decider.IsMember(user, cluster, now) => "you have no role in this cluster",
        { By: DecidedBy.Guardrail } => GuardrailWords.Of(decision.Guardrail!),
        { By: DecidedBy.Ceiling } =>
            $"your role {Role(decision)} would allow it, but cluster {cluster.Name} was connected with the ceiling \"{cluster.Ceiling}\", which only the owner of the cluster can raise",
        { By: DecidedBy.Setting } => BySetting(user, asked, decision),
        { Role: { } role } => $"your role {Role(decision)} {Lacking(role, asked)}",
        _ when !request.IsResource => "only discovery, version and health are open to your role",
        _ => Outside(user, asked),
    };

    private static string Role(in Decision decision) => $"{decision.Role!.Title} ({ScopeWords.Of(decision.Assignment!.Scope)})";

    private string BySetting(CompiledUser user, in Asked asked, in Decision decision)
    {
        var what = asked.Capability switch
        {
            Capability.Secrets => "does not see Secrets",
            Capability.Shell => "does not open shells",
            _ => "does not forward ports",
        };
        return $"your role {Role(decision)} {what}, because the setting \"{CapabilityWords.SettingValue(asked.Capability, opens: false)}\" holds for {Held(user, asked, decision)}";
    }

    private string Held(CompiledUser user, in Asked asked, in Decision decision)
    {
        var setting = decision.Setting;
        var place = ScopeWords.Of(setting?.Subject ?? Subject.Everyone) + ScopeWords.Of(setting?.Place ?? Scope.Organization) +
            (setting is { Locked: true } ? ", where it is locked" : "");
        if (asked.Reach == Reach.Namespace || decision.Place.Length == 0)
        {
            return place;
        }

        // Across namespaces the whole cluster is in scope, so that every namespace that closes it may be named.
        var role = decision.Role!;
        var capability = asked.Capability;
        var closed = cluster.Namespaces.Keys
            .Where(ns => ns != cluster.AgentNamespace && !policy.Settings.At(capability, user, role, cluster, ns, now).Open)
            .Order(StringComparer.Ordinal).ToArray();
        return $"{place}, which closes {(closed.Length == 1 ? "namespace" : "namespaces")} {ScopeWords.List(closed)}; ask for other namespaces one by one with -n";
    }

    private static string Lacking(Role role, in Asked asked) => asked switch
    {
        { Action.HasKnownVerb: false } => "knows no such verb",
        { Capability: Capability.None, Action.IsRead: false, Action.Subresource.Length: 0 } when role.ReadOnly => "is read-only",
        { Action.IsRead: false } when !role.AdministersOrganization && IsKeptForTheOrganization(role, asked.Action) =>
            "leaves that to Organization Admins",
        _ => "does not include it",
    };

    private static bool IsKeptForTheOrganization(Role role, in ResourceAction action) => !role.ReadOnly && action.IsExceptedFrom(role);

    private string Outside(CompiledUser user, Asked asked)
    {
        var inside = cluster.Namespaces.Keys.Where(ns => Holds(user, ns)).Order(StringComparer.Ordinal).ToArray();
        if (asked.Reach != Reach.Namespace && inside.Length > 0)
        {
            // Better those where the same request would be answered, if there are any.
            var answered = inside.Where(ns => Answers(user, asked with { Reach = Reach.Namespace, Namespace = ns })).ToArray();
            inside = answered.Length > 0 ? answered : inside;
        }

        if (inside.Length == 0)
        {
            return asked.Reach == Reach.Namespace
                ? $"you have no role in namespace \"{asked.Namespace}\" of this cluster"
                : "your roles do not reach that far in this cluster";
        }

        return asked.Reach switch
        {
            Reach.Namespace => $"you have no role in namespace \"{asked.Namespace}\" of this cluster; you have one in {ScopeWords.List(inside)}",
            Reach.Cluster => $"your roles in this cluster hold for namespaces alone: {ScopeWords.List(inside)}",
            _ => $"your roles hold in single namespaces of this cluster; ask for one of them with -n: {ScopeWords.List(inside)}",
        };
    }

    private bool Holds(CompiledUser user, string ns) =>
        user.Assignments.Any(assignment => assignment.IsLive(now) && assignment.Scope.Covers(cluster, ns));

    private bool Answers(CompiledUser user, Asked asked) =>
        user.Assignments.Any(assignment => assignment.IsLive(now) && AssignmentJudge.Judge(policy.Settings, user, assignment, cluster, asked, now).Allowed);
}
