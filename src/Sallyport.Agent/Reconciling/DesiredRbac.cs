using System.Collections.Immutable;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using Sallyport.Agent.Cluster;

namespace Sallyport.Agent.Reconciling;

/// <summary>One object that must be there, with the groups that need it.</summary>
internal sealed record DesiredObject(RbacKey Key, RbacObject Content, ImmutableArray<string> Groups);

/// <summary>The RBAC objects that a wanted set comes to in this cluster. Pure: the same set, the same objects.</summary>
internal sealed class DesiredRbac
{
    private DesiredRbac(
        ImmutableArray<DesiredObject> roles,
        ImmutableArray<DesiredObject> bindings,
        ImmutableDictionary<string, string> problems)
    {
        Roles = roles;
        Bindings = bindings;
        Problems = problems;
    }

    public ImmutableArray<DesiredObject> Roles { get; }

    public ImmutableArray<DesiredObject> Bindings { get; }

    /// <summary>Groups that come to nothing here, and why.</summary>
    public ImmutableDictionary<string, string> Problems { get; }

    public static DesiredRbac Of(
        WantedSet wanted, IReadOnlyCollection<DiscoveredResource> discovered, Ceiling ceiling, RbacNames names)
    {
        var roles = wanted.Roles.ToDictionary(r => (r.Name, r.Version));
        var problems = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var clusterRoles = ImmutableArray.CreateBuilder<DesiredObject>();
        var bindings = ImmutableArray.CreateBuilder<DesiredObject>();
        var all = wanted.Groups.Append(ImpersonatedGroup.Member).Distinct();
        foreach (var same in all.GroupBy(g => (g.Role, g.RoleVersion, g.Variant)))
        {
            var groups = same.ToImmutableArray();
            var rules = RulesOf(groups[0], roles, discovered, ceiling, out var problem);
            if (rules.IsEmpty)
            {
                problems.AddRange(groups.Select(g => KeyValuePair.Create(g.Name, problem)));
                continue;
            }

            var name = names.For(groups[0]);
            clusterRoles.Add(new DesiredObject(
                new RbacKey(RbacKind.ClusterRole, "", name), ClusterRole(name, names, rules), [.. groups.Select(g => g.Name)]));
            bindings.AddRange(groups.Select(g => Binding(g, name, names)));
        }

        return new DesiredRbac(clusterRoles.ToImmutable(), bindings.ToImmutable(), problems.ToImmutable());
    }

    private static ImmutableArray<PolicyRule> RulesOf(
        ImpersonatedGroup group,
        Dictionary<(string, int), Role> roles,
        IReadOnlyCollection<DiscoveredResource> discovered,
        Ceiling ceiling,
        out string problem)
    {
        problem = $"The cluster's ceiling '{ceiling}' leaves nothing of it.";
        if (group.Variant == GroupVariant.Member)
        {
            return ClusterRoleRules.Member;
        }

        if (roles.TryGetValue((group.Role, group.RoleVersion), out var role))
        {
            return ClusterRoleRules.Expand(role, group.Variant, discovered, ceiling);
        }

        problem = "The wanted set names its role nowhere.";
        return [];
    }

    private static RbacObject ClusterRole(string name, RbacNames names, ImmutableArray<PolicyRule> rules) => new()
    {
        ApiVersion = RbacPaths.ApiVersion,
        Kind = nameof(RbacKind.ClusterRole),
        Metadata = new ObjectMeta { Name = name, Labels = names.Labels },
        Rules = [.. rules.Select(RbacRules.From)],
    };

    private static DesiredObject Binding(ImpersonatedGroup group, string name, RbacNames names)
    {
        var kind = group.Namespace.Length == 0 ? RbacKind.ClusterRoleBinding : RbacKind.RoleBinding;
        var content = new RbacObject
        {
            ApiVersion = RbacPaths.ApiVersion,
            Kind = kind.ToString(),
            Metadata = new ObjectMeta
            {
                Name = name,
                Namespace = group.Namespace.Length == 0 ? null : group.Namespace,
                Labels = names.Labels,
            },
            RoleRef = new RbacRoleRef(RbacPaths.Group, nameof(RbacKind.ClusterRole), name),
            Subjects = [new RbacSubject("Group", group.Name, RbacPaths.Group)],
        };
        return new DesiredObject(new RbacKey(kind, group.Namespace, name), content, [group.Name]);
    }
}
