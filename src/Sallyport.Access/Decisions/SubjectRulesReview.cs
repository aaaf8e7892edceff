using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Decisions;

/// <summary>
/// A user's rights in one namespace, spelled out over Kubernetes' own kinds. The roles say what to ask about; what is listed
/// is what a decision allows, so that settings, guardrails and the ceiling are in it.
/// </summary>
internal static class SubjectRulesReview
{
    public static SubjectRules Of(CompiledPolicy policy, CompiledUser user, ClusterView cluster, string ns, DateTimeOffset now)
    {
        if (!Decider.IsMember(user, cluster, now))
        {
            return new SubjectRules([], []);
        }

        var asked = new HashSet<(string Group, string Resource, string Name, string Verb)>();
        var resources = new RuleSet();
        var paths = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var rule in Candidates(user, cluster, now))
        {
            foreach (var verb in rule.Verbs)
            {
                foreach (var path in rule.NonResourceUrls.Where(path => Allows(ReviewedAction.OnPath(verb, path))))
                {
                    (paths.TryGetValue(path, out var verbs) ? verbs : paths[path] = new(StringComparer.Ordinal)).Add(verb);
                }

                foreach (var (group, resource, name) in Objects(rule).Where(found => asked.Add((found.Group, found.Resource, found.Name, verb))))
                {
                    if (Allows(On(cluster, ns, verb, group, resource, name)))
                    {
                        resources.Add(group, resource, name.Length == 0 ? [] : [name], verb);
                    }
                }
            }
        }

        return new SubjectRules(
            resources.Build(),
            [.. paths.GroupBy(path => string.Join(' ', path.Value)).Select(alike => new PolicyRule
            {
                NonResourceUrls = [.. alike.Select(path => path.Key)],
                Verbs = [.. alike.First().Value],
            })]);

        // A list of rules cannot say which commands: a shell button that leads to none would be a dead end.
        bool Allows(KubernetesRequest request) =>
            Decider.Decide(policy, user, cluster, request, now, mayCreate: false) is { Allowed: true, Variant: not GroupVariant.Commands };
    }

    private static IEnumerable<PolicyRule> Candidates(CompiledUser user, ClusterView cluster, DateTimeOffset now) =>
        user.Assignments.Where(assignment => assignment.IsLive(now) && assignment.Scope.Reaches(cluster))
            .Select(assignment => assignment.Role)
            .Distinct()
            .SelectMany(role => RoleVariants.Of(role).SelectMany(variant => ClusterRoleRules.Expand(role, variant, WellKnownResources.All, cluster.Ceiling)))
            .Concat(ClusterRoleRules.Member);

    private static IEnumerable<(string Group, string Resource, string Name)> Objects(PolicyRule rule) =>
        from @group in rule.ApiGroups
        from resource in rule.Resources
        from name in rule.ResourceNames.IsEmpty ? [""] : rule.ResourceNames
        select (@group, resource, name);

    /// <summary>What lives outside namespaces is asked about outside them; a Namespace itself is at home in itself.</summary>
    private static KubernetesRequest On(ClusterView cluster, string ns, string verb, string group, string resource, string name)
    {
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        var main = slash < 0 ? resource : resource[..slash];
        var isNamespace = group.Length == 0 && main == "namespaces" && verb is not ("list" or "watch" or "create" or "deletecollection");
        var outside = !isNamespace && (ClusterScope.Contains(cluster, group, main) || IsAboutOneself(group, main));
        return ReviewedAction.OnResource(verb, group, "v1", main, slash < 0 ? "" : resource[(slash + 1)..], outside ? "" : ns, name);
    }

    private static bool IsAboutOneself(string group, string resource) =>
        group is "authorization.k8s.io" or "authentication.k8s.io" && resource.StartsWith("selfsubject", StringComparison.Ordinal);
}
