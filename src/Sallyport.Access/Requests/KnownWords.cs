using System.Collections.Frozen;

namespace Sallyport.Access.Requests;

/// <summary>The words that stand in nearly every request, as shared strings: a request then costs few allocations.</summary>
internal static class KnownWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = FrozenSet.Create(
        StringComparer.Ordinal,
        "v1", "v1beta1", "v2", "apps", "batch", "autoscaling", "policy", "networking.k8s.io", "metrics.k8s.io",
        "rbac.authorization.k8s.io", "authorization.k8s.io", "coordination.k8s.io", "discovery.k8s.io", "storage.k8s.io",
        "events.k8s.io", "apiextensions.k8s.io", "pods", "services", "configmaps", "secrets", "events", "nodes",
        "namespaces", "endpoints", "endpointslices", "serviceaccounts", "persistentvolumes", "persistentvolumeclaims",
        "deployments", "replicasets", "statefulsets", "daemonsets", "jobs", "cronjobs", "ingresses", "leases",
        "horizontalpodautoscalers", "customresourcedefinitions", "selfsubjectaccessreviews", "log", "exec", "attach",
        "portforward", "status", "scale", "eviction").GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Text(ReadOnlySpan<char> word) =>
        word.IsEmpty ? "" : Words.TryGetValue(word, out var shared) ? shared : word.ToString();
}
