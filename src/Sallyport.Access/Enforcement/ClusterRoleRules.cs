using System.Collections.Immutable;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Enforcement;

/// <summary>
/// The rules of the ClusterRole behind a group: the role's, narrowed to the variant and the ceiling, every resource and
/// sub-resource spelled out from discovery, since RBAC has no deny and <c>*/*</c> would be a shell before Kubernetes 1.35.
/// </summary>
public static class ClusterRoleRules
{
    private static readonly ImmutableArray<string> PathVerbs = ["get", "head", "post", "put", "patch", "delete"];

    /// <summary>The rules of <c>sallyport:member</c>: discovery, version, health and the self-subject reviews.</summary>
    public static ImmutableArray<PolicyRule> Member { get; } =
    [
        new PolicyRule
        {
            ApiGroups = ["authorization.k8s.io"],
            Resources = ["selfsubjectaccessreviews", "selfsubjectrulesreviews"],
            Verbs = ["create"],
        },
        new PolicyRule { ApiGroups = ["authentication.k8s.io"], Resources = ["selfsubjectreviews"], Verbs = ["create"] },
        new PolicyRule
        {
            NonResourceUrls = ["/api", "/api/*", "/apis", "/apis/*", "/openapi", "/openapi/*", "/version", "/version/", "/healthz", "/livez", "/readyz"],
            Verbs = ["get", "head"],
        },
    ];

    /// <summary>Expands one (role, variant) against what the cluster has, below a ceiling.</summary>
    public static ImmutableArray<PolicyRule> Expand(Role role, GroupVariant variant, IReadOnlyCollection<DiscoveredResource> discovered, Ceiling ceiling)
    {
        ArgumentNullException.ThrowIfNull(role);
        ArgumentNullException.ThrowIfNull(discovered);
        ArgumentNullException.ThrowIfNull(ceiling);
        if (variant == GroupVariant.Member)
        {
            return Member;
        }

        if (!ceiling.Allows(variant))
        {
            return [];
        }

        var rules = new RuleSet();
        foreach (var resource in (variant == GroupVariant.Everything ? Writable(discovered) : discovered).Where(IsPlain))
        {
            foreach (var (source, namespaced) in Sources(role, variant, resource))
            {
                Add(rules, role, variant, source, resource, namespaced, ceiling);
            }
        }

        var expanded = rules.Build();
        return variant is GroupVariant.Base or GroupVariant.Everything && ceiling.Level == CeilingLevel.Admin
            ? [.. expanded, .. Paths(role)]
            : expanded;
    }

    /// <summary>
    /// What whoever writes roles must hold to write one: Kubernetes' own roles list verbs and resources that no request has.
    /// </summary>
    private static IEnumerable<DiscoveredResource> Writable(IEnumerable<DiscoveredResource> discovered) =>
        discovered.Concat(WellKnownResources.All).Concat(UnlistedResources.All).Select(resource => resource with { Verbs = ResourceAction.Verbs });

    /// <summary>Which of a role's rules speak of a resource: a Namespace is at home in both worlds.</summary>
    private static IEnumerable<(ImmutableArray<PolicyRule> Rules, bool Namespaced)> Sources(Role role, GroupVariant variant, DiscoveredResource resource)
    {
        var isNamespace = resource.ApiGroup.Length == 0 && (resource.Resource is "namespaces" || resource.Resource.StartsWith("namespaces/", StringComparison.Ordinal));
        if (variant == GroupVariant.ClusterReads)
        {
            if (!resource.Namespaced)
            {
                yield return (role.ClusterRules, false);
            }

            yield break;
        }

        if (resource.Namespaced || isNamespace)
        {
            yield return (role.Rules, true);
        }

        if (!resource.Namespaced)
        {
            yield return (role.WholeClusterRules, false);
        }
    }

    private static void Add(
        RuleSet into, Role role, GroupVariant variant, ImmutableArray<PolicyRule> source, DiscoveredResource resource, bool namespaced, Ceiling ceiling)
    {
        var slash = resource.Resource.IndexOf('/', StringComparison.Ordinal);
        var main = slash < 0 ? resource.Resource : resource.Resource[..slash];
        var sub = slash < 0 ? "" : resource.Resource[(slash + 1)..];
        foreach (var verb in ResourceAction.Verbs.Where(verb => resource.Verbs.Contains(verb)))
        {
            foreach (var rule in source)
            {
                // An exception may take away some of the names that a rule gives.
                ImmutableArray<string> held = [.. (rule.ResourceNames.IsEmpty ? [""] : rule.ResourceNames).Where(name => Holds(rule, verb, name))];
                if (!held.IsEmpty)
                {
                    into.Add(resource.ApiGroup, resource.Resource, rule.ResourceNames.IsEmpty ? [] : held, verb);
                }
            }
        }

        bool Holds(PolicyRule rule, string verb, string name)
        {
            var action = new ResourceAction(verb, resource.ApiGroup, main, sub, name);
            return action.IsAllowedBy(rule) && !action.IsExceptedFrom(role) && IsPartOf(variant, role, action) && ceiling.Allows(action, namespaced, variant);
        }
    }

    private static bool IsPartOf(GroupVariant variant, Role role, in ResourceAction action) => variant switch
    {
        GroupVariant.Everything => !role.ReadOnly,
        GroupVariant.ClusterReads => action.Capability == Capability.None,
        GroupVariant.KeysOnly => action is { Capability: Capability.Secrets } && LimitedUse.Contains(action),
        GroupVariant.Commands => action is { Capability: Capability.Shell } && LimitedUse.Contains(action),
        _ => GroupVariants.Of(role, action, SettingLevel.Open) == variant,
    };

    private static IEnumerable<PolicyRule> Paths(Role role) =>
        from rule in role.Rules
        where !rule.NonResourceUrls.IsEmpty
        select new PolicyRule { NonResourceUrls = rule.NonResourceUrls, Verbs = rule.Verbs.Contains("*") ? PathVerbs : rule.Verbs };

    /// <summary>A name that discovery should never list could widen a rule: it is passed over.</summary>
    private static bool IsPlain(DiscoveredResource resource) =>
        resource.Resource.Length > 0 && resource.Resource.Count(c => c == '/') <= 1 && resource.ApiGroup.All(IsPlain) &&
        resource.Resource.All(c => IsPlain(c) || c == '/');

    private static bool IsPlain(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' or '_';
}
