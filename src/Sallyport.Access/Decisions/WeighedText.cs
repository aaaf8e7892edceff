using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>All that was weighed for one request, in words.</summary>
internal static class WeighedText
{
    public static IReadOnlyList<string> Of(CompiledPolicy policy, CompiledUser user, ClusterView cluster, Asked asked, string proxyPath, DateTimeOffset now)
    {
        var lines = new List<string>();
        foreach (var assignment in user.Assignments)
        {
            var what = $"{assignment.Role.Title} ({ScopeWords.Of(assignment.Assignment.Scope)})";
            if (!assignment.IsLive(now))
            {
                lines.Add($"{what}: has expired");
                continue;
            }

            var decision = AssignmentJudge.Judge(policy.Settings, user, assignment, cluster, asked, now);
            lines.Add($"{what}: {Verdict(decision)}");
            if (decision.Allowed && BuiltInGuardrails.Against(cluster, asked, Decider.Administers(user, cluster, now), proxyPath) is { } builtIn)
            {
                lines.Add($"{what}: {GuardrailWords.Of(builtIn, [])}");
            }

            if (decision.Assignment is not null && assignment.Role.ReadOnly)
            {
                lines.AddRange(Settings(policy, user, assignment.Role, cluster, asked, now));
            }
        }

        lines.AddRange(
            from guardrail in policy.Guardrails
            where GuardrailReach.Touches(guardrail.Scope, cluster, asked) && GuardrailReach.Catches(guardrail.Guardrail, asked)
            select $"guardrail {guardrail.Guardrail.Name}: {(guardrail.HoldsFor(user) ? "denies it" : "makes an exception for this user")}");
        return lines;
    }

    private static string Verdict(in Decision decision) => decision switch
    {
        { Allowed: true } => "allows it",
        { By: DecidedBy.Setting } => "is held back by a setting",
        { Assignment: null } => "does not hold there",
        _ => "does not have it",
    };

    private static IEnumerable<string> Settings(CompiledPolicy policy, CompiledUser user, Role role, ClusterView cluster, Asked asked, DateTimeOffset now) =>
        from setting in policy.Settings.Of(asked.Capability)
        where setting.RankAt(user, role, cluster, asked.Namespace, now, strict: setting.Level != SettingLevel.Open) is not null
        select $"setting {CapabilityWords.SettingValue(asked.Capability, setting.Level)} for {ScopeWords.Of(setting.Setting.Subject)}{ScopeWords.Of(setting.Setting.Place)}" +
            (setting.Setting.Locked ? ", locked" : "");
}
