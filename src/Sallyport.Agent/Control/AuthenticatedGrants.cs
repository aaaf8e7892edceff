using System.Collections.Frozen;
using Sallyport.Agent.Cluster;
using Sallyport.Agent.Reconciling;

namespace Sallyport.Agent.Control;

/// <summary>
/// What the cluster grants to everybody who signs in at all, beyond Kubernetes' own defaults. kube-apiserver adds that group
/// to every impersonated user by itself, so it comes on top of whatever the hub allows: the cluster's page says so.
/// </summary>
internal static class AuthenticatedGrants
{
    private const int Most = 50;

    private static readonly FrozenSet<string> EveryClusters =
        new[] { "system:basic-user", "system:discovery", "system:public-info-viewer" }.ToFrozenSet(StringComparer.Ordinal);

    public static async Task<IReadOnlyList<string>> ReadAsync(KubernetesApi api, CancellationToken cancellationToken)
    {
        try
        {
            var (wide, _) = await api.ListAsync(
                RbacPaths.ClusterRoleBindings, "", KubernetesJson.Default.ObjectListRbacObject, cancellationToken);
            var (narrow, _) = await api.ListAsync(
                RbacPaths.RoleBindings, "", KubernetesJson.Default.ObjectListRbacObject, cancellationToken);
            return [.. wide.Where(b => !IsDefault(b)).Concat(narrow).Where(IsForEveryone).Select(Line).Take(Most)];
        }
        catch (KubernetesApiException e)
        {
            return [$"The agent may not see what the cluster grants to system:authenticated: {e.Message.Split('\n', 2)[0]}"];
        }
    }

    private static bool IsDefault(RbacObject binding) =>
        binding.Metadata?.Name is { } name && EveryClusters.Contains(name) && binding.RoleRef?.Name == name;

    private static bool IsForEveryone(RbacObject binding) =>
        binding.Subjects?.Any(s => s is { Kind: "Group", Name: "system:authenticated" }) == true;

    private static string Line(RbacObject binding)
    {
        var place = binding.Metadata?.Namespace is { Length: > 0 } ns ? $"in the namespace {ns}" : "in the whole cluster";
        var kind = binding.Metadata?.Namespace is { Length: > 0 } ? "RoleBinding" : "ClusterRoleBinding";
        return $"{binding.RoleRef?.Kind} {binding.RoleRef?.Name} {place}, by the {kind} {binding.Metadata?.Name}";
    }
}
