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
        var asked = request.IsResource ? Asked.Of(cluster, request, mayCreate: false) : default;
        return $"{RequestWords.Subject(request)} is forbidden: you may not {RequestWords.Action(request, asked)}: {Why(user, asked, decision)}. {NextStep(decision)}";
    }

    private string NextStep(in Decision decision) =>
        decision.Guardrail is { } guardrail && GuardrailWords.IsForEver(guardrail) ? "Whoever installed the agent can do it with the cluster's own credentials." :
        document.AskText.Length > 0 ? $"To ask: {document.AskText}" :
        admins.Length == 0 ? "To ask: this organization has no Organization Admin." :
        $"To ask: {string.Join(", ", admins)} (Organization Admin{(admins.Length > 1 ? "s" : "")}).";

    private string Why(CompiledUser? user, in Asked asked, in Decision decision) => decision switch
    {
        _ when user is null || !Decider.IsMember(user, cluster, now) => "you have no role in this cluster",
        { By: DecidedBy.Guardrail } => GuardrailWords.Of(decision.Guardrail!, ClosedBy(decision.Guardrail!, asked)),
        { By: DecidedBy.Ceiling } =>
            $"your role {Role(decision)} would allow it, but cluster {cluster.Name} was connected with the ceiling \"{cluster.Ceiling}\", which only the owner of the cluster can raise",
        { By: DecidedBy.Setting } => BySetting(user, asked, decision),
        _ when !request.IsResource => "only discovery, version and health are open to your role",
        { Role: { } role } => $"your role {Role(decision)} {Lacking(role, asked)}{KeysOnly(user, role, asked)}",
        _ => Outside(user, asked),
    };

    /// <summary>Whoever sees placeholders and may not write is told why no role would change that.</summary>
    private string KeysOnly(CompiledUser user, Role role, in Asked asked) =>
        role.ReadOnly && asked is { Capability: Capability.Secrets, Reach: Reach.Namespace, Action.IsRead: false } &&
        policy.Settings.At(Capability.Secrets, user, role, cluster, asked.Namespace, now).Level == SettingLevel.Limited
            ? ", and where the values of Secrets are hidden from you, a write would put placeholders over the real values"
            : "";

    private static string Role(in Decision decision) => $"{decision.Role!.Title} ({ScopeWords.Of(decision.Assignment!.Scope)})";

    private string BySetting(CompiledUser user, in Asked asked, in Decision decision)
    {
        var what = (asked.Capability, decision.Level) switch
        {
            (Capability.Secrets, SettingLevel.Limited) => "sees the keys of Secrets alone, and this does not leave their values out",
            (Capability.Secrets, _) => "does not see Secrets",
            (Capability.Shell, SettingLevel.Limited) => "runs listed commands alone, without a terminal and without input",
            (Capability.Shell, _) => "does not open shells",
            _ => "does not forward ports",
        };
        return $"your role {Role(decision)} {what}, because the setting \"{CapabilityWords.SettingValue(asked.Capability, decision.Level)}\" {Held(user, asked, decision)}" +
            (asked.Capability == Capability.Shell && decision.Level == SettingLevel.Limited ? $". Listed {ListedCommands.Of(decision.Setting)}" : "");
    }

    private string Held(CompiledUser user, in Asked asked, in Decision decision)
    {
        if (asked.Reach == Reach.Namespace || decision.Place.Length == 0)
        {
            var setting = decision.Setting;
            return $"holds for {ScopeWords.Of(setting?.Subject ?? Subject.Everyone)}{ScopeWords.Of(setting?.Place ?? Scope.Organization)}" +
                (setting is { Locked: true } ? ", where it is locked" : "");
        }

        // Across namespaces the whole cluster is in scope, so that every namespace that closes it may be named.
        var role = decision.Role!;
        var capability = asked.Capability;
        var level = decision.Level;
        var closed = cluster.Namespaces.Keys
            .Where(ns => ns != cluster.AgentNamespace && policy.Settings.At(capability, user, role, cluster, ns, now).Level == level)
            .Order(StringComparer.Ordinal).ToArray();
        return $"closes {ScopeWords.Namespaces(closed)}; ask for other namespaces one by one with -n";
    }

    private static string Lacking(Role role, in Asked asked) => asked switch
    {
        { Action.HasKnownVerb: false } => $"knows no verb \"{asked.Action.Verb}\"",
        { Action: { IsRead: false, Subresource: "" or "scale" or "status" } } when role.ReadOnly => "is read-only",
        { Action.IsRead: false } when !role.ReadOnly && asked.Action.IsExceptedFrom(role) => "leaves that to Organization Admins",
        { Action.IsRead: false } when asked.Action.IsIn(role, asked.Reach == Reach.Cluster ? role.WholeClusterRules : role.Rules) =>
            "may change it but not create it, and this request does whichever is needed",
        { Reach: Reach.Cluster, Action.IsRead: false } when !role.AdministersOrganization => "changes nothing outside namespaces",
        _ => "does not include that",
    };

    private string Outside(CompiledUser user, Asked asked)
    {
        var inside = cluster.Namespaces.Keys.Where(ns => Holds(user, ns)).Order(StringComparer.Ordinal).ToArray();
        if (inside.Length == 0)
        {
            return asked.Reach == Reach.Namespace
                ? $"you have no role in namespace \"{asked.Namespace}\" of this cluster"
                : "your roles do not reach that far in this cluster";
        }

        if (asked.Reach == Reach.Namespace)
        {
            return $"you have no role in namespace \"{asked.Namespace}\" of this cluster; you have one in {ScopeWords.List(inside)}";
        }

        if (asked.Reach == Reach.Cluster)
        {
            return $"your roles in this cluster hold for namespaces alone: {ScopeWords.List(inside)}";
        }

        var single = inside.Select(ns => (Namespace: ns, Decision: InNamespace(user, asked, ns))).ToArray();
        var answered = single.Where(one => one.Decision.Allowed).Select(one => one.Namespace).ToArray();
        if (answered.Length > 0)
        {
            return $"your roles hold in single namespaces of this cluster; ask for one of them with -n: {ScopeWords.List(answered)}";
        }

        // Nor would any namespace alone answer: then the reason that holds there is the one to know.
        var (ns, decision) = single.FirstOrDefault(one => one.Decision.By == DecidedBy.Setting, single[0]);
        return decision switch
        {
            { By: DecidedBy.Setting } => BySetting(user, asked with { Reach = Reach.Namespace, Namespace = ns }, decision),
            { Role: { } role } => $"your role {Role(decision)} {Lacking(role, asked)}",
            _ => "your roles do not reach that far in this cluster",
        };
    }

    private bool Holds(CompiledUser user, string ns) =>
        user.Assignments.Any(assignment => assignment.IsLive(now) && assignment.Scope.Covers(cluster, ns));

    private Decision InNamespace(CompiledUser user, Asked asked, string ns) =>
        Decider.ByAssignments(policy, user, cluster, asked with { Reach = Reach.Namespace, Namespace = ns }, now);

    private string[] ClosedBy(Guardrail guardrail, in Asked asked)
    {
        var compiled = policy.Guardrails.FirstOrDefault(candidate => ReferenceEquals(candidate.Guardrail, guardrail));
        return compiled is null || asked.Reach is Reach.Namespace or Reach.Cluster || compiled.Scope.Covers(cluster, strict: true)
            ? []
            : [.. cluster.Namespaces.Keys.Where(ns => compiled.Scope.Covers(cluster, ns, strict: true)).Order(StringComparer.Ordinal)];
    }
}
