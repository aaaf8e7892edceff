using Sallyport.Agent.Cluster;

namespace Sallyport.Agent.Reconciling;

/// <summary>The agent's RBAC objects as the cluster has them now.</summary>
internal sealed class LiveRbac(Dictionary<RbacKey, RbacObject> objects)
{
    public IReadOnlyDictionary<RbacKey, RbacObject> Objects => objects;

    public static async Task<LiveRbac> ReadAsync(KubernetesApi api, RbacNames names, CancellationToken cancellationToken)
    {
        var objects = new Dictionary<RbacKey, RbacObject>();
        foreach (var (kind, path) in new[]
        {
            (RbacKind.ClusterRole, RbacPaths.ClusterRoles),
            (RbacKind.ClusterRoleBinding, RbacPaths.ClusterRoleBindings),
            (RbacKind.RoleBinding, RbacPaths.RoleBindings),
        })
        {
            var (items, _) = await api.ListAsync(
                path, names.Selector, KubernetesJson.Default.ObjectListRbacObject, cancellationToken);
            foreach (var item in items)
            {
                objects[new RbacKey(kind, item.Metadata?.Namespace ?? "", item.Metadata?.Name ?? "")] = item;
            }
        }

        return new LiveRbac(objects);
    }

    /// <summary>How an object must be brought in step.</summary>
    public RbacChange ChangeFor(DesiredObject wanted)
    {
        if (!objects.TryGetValue(wanted.Key, out var live))
        {
            return RbacChange.Apply;
        }

        // The role of a binding cannot be changed, and applying does not take an aggregation away: both are made anew.
        if (live.AggregationRule is not null || (wanted.Content.RoleRef is not null && live.RoleRef != wanted.Content.RoleRef))
        {
            return RbacChange.Replace;
        }

        var same = wanted.Key.Kind == RbacKind.ClusterRole
            ? RbacRules.Same(live.Rules, wanted.Content.Rules)
            : (live.Subjects ?? []).AsSpan().SequenceEqual(wanted.Content.Subjects);
        return same ? RbacChange.None : RbacChange.Apply;
    }
}

/// <summary>What one object needs.</summary>
internal enum RbacChange
{
    None,
    Apply,
    Replace,
}
