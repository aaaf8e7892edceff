using System.Collections.Immutable;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Enforcement;

/// <summary>Which variants a role can be used in at all, told from its rules alone.</summary>
internal static class RoleVariants
{
    private static readonly ImmutableArray<string> RbacResources = ["clusterrolebindings", "clusterroles", "rolebindings", "roles"];

    public static IEnumerable<GroupVariant> Of(Role role)
    {
        var rules = role.Rules.AddRange(role.WholeClusterRules);
        yield return GroupVariant.Base;
        if (!role.ClusterRules.IsEmpty)
        {
            yield return GroupVariant.ClusterReads;
        }

        foreach (var capability in (ImmutableArray<Capability>)[Capability.Secrets, Capability.Shell, Capability.PortForward])
        {
            if (rules.Any(rule => rule.Resources.Any(resource => MayNeed(resource, capability))))
            {
                yield return VariantOf(capability);
                if (role.ReadOnly && capability is Capability.Secrets or Capability.Shell)
                {
                    yield return capability == Capability.Secrets ? GroupVariant.KeysOnly : GroupVariant.Commands;
                }
            }
        }

        if (!role.ReadOnly && rules.Any(rule => MayWriteRbac(role, rule)))
        {
            yield return GroupVariant.Everything;
        }
    }

    public static Capability CapabilityOf(GroupVariant variant) => variant switch
    {
        GroupVariant.Secrets or GroupVariant.KeysOnly => Capability.Secrets,
        GroupVariant.Shell or GroupVariant.Commands => Capability.Shell,
        GroupVariant.PortForward => Capability.PortForward,
        _ => Capability.None,
    };

    /// <summary>At which level of the capability's setting a read-only role uses the variant.</summary>
    public static SettingLevel LevelOf(GroupVariant variant) =>
        variant is GroupVariant.KeysOnly or GroupVariant.Commands ? SettingLevel.Limited : SettingLevel.Open;

    private static GroupVariant VariantOf(Capability capability) => capability switch
    {
        Capability.Secrets => GroupVariant.Secrets,
        Capability.Shell => GroupVariant.Shell,
        _ => GroupVariant.PortForward,
    };

    private static bool MayNeed(string pattern, Capability capability)
    {
        if (pattern == "*")
        {
            return capability == Capability.Secrets;
        }

        var slash = pattern.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? Decisions.CapabilityOf.Resource("", pattern, "") == capability
            : pattern.EndsWith("/*", StringComparison.Ordinal) || Decisions.CapabilityOf.Resource("", pattern[..slash], pattern[(slash + 1)..]) == capability;
    }

    private static bool MayWriteRbac(Role role, PolicyRule rule)
    {
        var anyName = rule with { ResourceNames = [] };
        return RbacResources.Any(resource => ResourceAction.Verbs
            .Select(verb => new ResourceAction(verb, ResourceAction.RbacGroup, resource, "", ""))
            .Any(action => !action.IsRead && action.IsAllowedBy(anyName) && !action.IsExceptedFrom(role)));
    }
}
