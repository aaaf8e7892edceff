using System.Collections.Immutable;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Enforcement;

/// <summary>What the agent's two service accounts hold in the cluster, for the manifest that installs it.</summary>
public static class CeilingRules
{
    /// <summary>
    /// By this label most operators publish their custom kinds for reading; below <see cref="CeilingLevel.Admin"/> the
    /// reconciler's ClusterRole takes them in by aggregation.
    /// </summary>
    public const string AggregatedLabel = "rbac.authorization.k8s.io/aggregate-to-view";

    private static readonly ImmutableArray<string> AllVerbs = ResourceAction.Verbs;

    /// <summary>What the reconciler does itself: keep RBAC objects in step, look at namespaces, and ask whether it worked.</summary>
    private static readonly ImmutableArray<PolicyRule> OwnWork =
    [
        new PolicyRule
        {
            ApiGroups = [ResourceAction.RbacGroup],
            Resources = ["clusterrolebindings", "clusterroles", "rolebindings", "roles"],
            Verbs = ["get", "list", "watch", "create", "update", "patch", "delete"],
        },
        new PolicyRule { ApiGroups = ["authorization.k8s.io"], Resources = ["subjectaccessreviews"], Verbs = ["create"] },
        new PolicyRule { ApiGroups = [""], Resources = ["namespaces"], Verbs = ["get", "list", "watch"] },
    ];

    /// <summary>The ceiling <see cref="CeilingLevel.Admin"/>; without the verbs that lift RBAC's own checks.</summary>
    private static readonly ImmutableArray<PolicyRule> Everything =
    [
        new PolicyRule { ApiGroups = ["*"], Resources = ["*"], Verbs = AllVerbs },
        new PolicyRule { NonResourceUrls = ["*"], Verbs = ["get", "head", "post", "put", "patch", "delete"] },
    ];

    /// <summary>
    /// The reconciler's rules: the ceiling itself, and writing RBAC objects. Never <c>escalate</c> or <c>bind</c>, so that
    /// kube-apiserver refuses it any role above the ceiling.
    /// </summary>
    public static ImmutableArray<PolicyRule> ForReconciler(Ceiling ceiling)
    {
        ArgumentNullException.ThrowIfNull(ceiling);
        return ceiling.Level == CeilingLevel.Admin ? Everything : [.. WithinCeiling(ceiling), .. ClusterRoleRules.Member, .. OwnWork];
    }

    /// <summary>The forwarder's rules: to impersonate users and groups, and nothing else.</summary>
    public static ImmutableArray<PolicyRule> ForForwarder() =>
        [new PolicyRule { ApiGroups = [""], Resources = ["groups", "users"], Verbs = ["impersonate"] }];

    /// <summary>
    /// The forwarder's rules where kube-apiserver constrains impersonation (Kubernetes 1.36, KEP-5284): to take on the name and
    /// the group of somebody else, and then to do what the ceiling holds. kube-apiserver asks for both, and in this mode refuses
    /// <c>system:masters</c> by itself. Without the plain <c>impersonate</c>, which would lift all of it.
    /// </summary>
    public static ImmutableArray<PolicyRule> ForConstrainedForwarder(Ceiling ceiling)
    {
        ArgumentNullException.ThrowIfNull(ceiling);
        return
        [
            new PolicyRule { ApiGroups = ["authentication.k8s.io"], Resources = ["groups", "users"], Verbs = ["impersonate:user-info"] },
            .. (ceiling.Level == CeilingLevel.Admin ? Everything : [.. WithinCeiling(ceiling), .. ClusterRoleRules.Member])
                .Select(rule => rule with { Verbs = [.. rule.Verbs.Select(verb => $"impersonate-on:user-info:{verb}")] }),
        ];
    }

    private static ImmutableArray<PolicyRule> WithinCeiling(Ceiling ceiling)
    {
        var rules = new RuleSet();
        foreach (var variant in (ReadOnlySpan<GroupVariant>)
            [
                GroupVariant.Base, GroupVariant.ClusterReads, GroupVariant.Secrets, GroupVariant.KeysOnly, GroupVariant.Shell, GroupVariant.PortForward,
            ])
        {
            foreach (var rule in ClusterRoleRules.Expand(ceiling.Role, variant, WellKnownResources.All, ceiling))
            {
                foreach (var resource in rule.Resources)
                {
                    foreach (var verb in rule.Verbs)
                    {
                        rules.Add(rule.ApiGroups[0], resource, [], verb);
                    }
                }
            }
        }

        return rules.Build();
    }
}
