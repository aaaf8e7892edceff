using System.Collections.Immutable;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>Gathers a user's rights in one namespace, spelled out over Kubernetes' own kinds: it claims nothing that a decision would refuse.</summary>
internal static class SubjectRulesReview
{
    public static SubjectRules Of(CompiledPolicy policy, CompiledUser user, ClusterView cluster, string ns, DateTimeOffset now)
    {
        var resources = new List<PolicyRule>();
        foreach (var assignment in user.Assignments.Where(assignment => assignment.IsLive(now) && assignment.Scope.Reaches(cluster)))
        {
            foreach (var variant in RoleVariants.Of(assignment.Role).Where(variant => IsUsable(policy, user, assignment, cluster, ns, now, variant)))
            {
                resources.AddRange(ClusterRoleRules.Expand(assignment.Role, variant, Discovered(assignment, cluster), cluster.Ceiling));
            }
        }

        if (Decider.IsMember(user, cluster, now))
        {
            resources.AddRange(ClusterRoleRules.Member);
        }

        return new SubjectRules(
            [.. resources.Where(rule => rule.NonResourceUrls.IsEmpty).Select(rule => Without(rule, cluster, ns)).Where(rule => !rule.Resources.IsEmpty).DistinctBy(Text)],
            [.. resources.Where(rule => !rule.NonResourceUrls.IsEmpty).DistinctBy(Text)]);
    }

    /// <summary>A role bound to namespaces says nothing about what lives outside them.</summary>
    private static ImmutableArray<DiscoveredResource> Discovered(CompiledAssignment assignment, ClusterView cluster) =>
        assignment.Scope.Covers(cluster) ? WellKnownResources.All : InNamespaces;

    private static readonly ImmutableArray<DiscoveredResource> InNamespaces =
    [
        .. WellKnownResources.All.Where(resource => resource.Namespaced || IsClusterRead(resource)),
    ];

    private static bool IsClusterRead(DiscoveredResource resource) =>
        BuiltInRoles.All.SelectMany(role => role.ClusterRules).Any(rule => rule.ApiGroups.Contains(resource.ApiGroup) && rule.Resources.Contains(resource.Resource));

    private static bool IsUsable(
        CompiledPolicy policy, CompiledUser user, CompiledAssignment assignment, ClusterView cluster, string ns, DateTimeOffset now, GroupVariant variant)
    {
        if (variant == GroupVariant.ClusterReads)
        {
            return true;
        }

        // A list of rules cannot say which commands: a shell button that leads to none would be a dead end.
        if (variant == GroupVariant.Commands)
        {
            return false;
        }

        var capability = RoleVariants.CapabilityOf(variant);
        return AssignmentJudge.Holds(assignment, cluster, ns) &&
            (capability == Capability.None || !assignment.Role.ReadOnly || policy.Settings.At(capability, user, assignment.Role, cluster, ns, now).Level == RoleVariants.LevelOf(variant));
    }

    /// <summary>In the agent's namespace nothing but reads of what is neither a Secret nor a shell is left.</summary>
    private static PolicyRule Without(PolicyRule rule, ClusterView cluster, string ns)
    {
        if (ns.Length == 0 || ns != cluster.AgentNamespace)
        {
            return rule;
        }

        ImmutableArray<string> verbs = [.. rule.Verbs.Where(verb => verb is "get" or "list" or "watch")];
        return rule with
        {
            Verbs = verbs,
            Resources = verbs.IsEmpty ? [] : [.. rule.Resources.Where(IsHarmless)],
        };
    }

    private static bool IsHarmless(string resource) =>
        !resource.StartsWith("secrets", StringComparison.Ordinal) &&
        (!resource.Contains('/', StringComparison.Ordinal) || resource.EndsWith("/log", StringComparison.Ordinal) ||
         resource.EndsWith("/status", StringComparison.Ordinal) || resource.EndsWith("/scale", StringComparison.Ordinal));

    private static string Text(PolicyRule rule) =>
        $"{string.Join(',', rule.ApiGroups)};{string.Join(',', rule.Resources)};{string.Join(',', rule.ResourceNames)};{string.Join(',', rule.Verbs)};{string.Join(',', rule.NonResourceUrls)}";
}
