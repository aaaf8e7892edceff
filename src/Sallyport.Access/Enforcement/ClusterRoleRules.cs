using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Enforcement;

/// <summary>
/// The rules of the ClusterRole behind a group: the role's, narrowed to the variant and the ceiling, every resource and
/// sub-resource spelled out from discovery, since RBAC has no deny and <c>*/*</c> would be a shell before Kubernetes 1.35.
/// </summary>
public static class ClusterRoleRules
{
    /// <summary>Expands one (role, variant) against what the cluster has, below a ceiling.</summary>
    public static ImmutableArray<PolicyRule> Expand(Role role, GroupVariant variant, IReadOnlyCollection<DiscoveredResource> discovered, Ceiling ceiling) =>
        throw new NotSupportedException();

    /// <summary>The rules of <c>sallyport:member</c>: discovery, version, health and the self-subject reviews.</summary>
    public static ImmutableArray<PolicyRule> Member { get; } = [];
}
