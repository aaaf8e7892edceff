namespace Sallyport.Agent.Reconciling;

/// <summary>Where the three kinds of RBAC object live.</summary>
internal static class RbacPaths
{
    public const string Group = "rbac.authorization.k8s.io";
    public const string ApiVersion = Group + "/v1";
    public const string ClusterRoles = $"/apis/{ApiVersion}/clusterroles";
    public const string ClusterRoleBindings = $"/apis/{ApiVersion}/clusterrolebindings";
    public const string RoleBindings = $"/apis/{ApiVersion}/rolebindings";

    public static string Of(RbacKey key) => key.Kind switch
    {
        RbacKind.ClusterRole => $"{ClusterRoles}/{key.Name}",
        RbacKind.ClusterRoleBinding => $"{ClusterRoleBindings}/{key.Name}",
        _ => $"/apis/{ApiVersion}/namespaces/{key.Namespace}/rolebindings/{key.Name}",
    };
}

/// <summary>The kinds of RBAC object that the agent keeps.</summary>
internal enum RbacKind
{
    ClusterRole,
    ClusterRoleBinding,
    RoleBinding,
}

/// <summary>Which object: kind, namespace (empty outside one) and name.</summary>
internal readonly record struct RbacKey(RbacKind Kind, string Namespace, string Name);
