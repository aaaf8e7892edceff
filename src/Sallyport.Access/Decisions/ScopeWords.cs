using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>Places and subjects in words.</summary>
public static class ScopeWords
{
    /// <summary>A place, as it stands in a sentence: "the whole organization", "project shop", "namespace a of cluster b".</summary>
    public static string Of(Scope scope) => scope.Kind switch
    {
        ScopeKind.Organization => "the whole organization",
        ScopeKind.Project => $"project {scope.Project}",
        ScopeKind.Cluster => Clusters(scope),
        _ => Namespaces(scope) + (HasClusters(scope) ? $" of {Clusters(scope)}" : ""),
    };

    internal static string Of(Subject subject) => subject.Kind switch
    {
        SubjectKind.Everyone => "",
        SubjectKind.Group => $"group {subject.Name} in ",
        SubjectKind.Role => $"role {RoleTitle(subject.Name)} in ",
        _ => $"user {subject.Name} in ",
    };

    internal static string RoleTitle(string name) => BuiltInRoles.Find(name)?.Title ?? name;

    /// <summary>Up to ten names, and how many there are beyond.</summary>
    internal static string List(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(10)) + (names.Count > 10 ? $" and {names.Count - 10} more" : "");

    internal static string Namespaces(IReadOnlyCollection<string> names) => $"{(names.Count == 1 ? "namespace" : "namespaces")} {List(names)}";

    private static string Clusters(Scope scope)
    {
        if (!HasClusters(scope))
        {
            return "every cluster";
        }

        var named = scope.Clusters.IsEmpty ? "clusters" : $"{(scope.Clusters.Length == 1 ? "cluster" : "clusters")} {List(scope.Clusters)}";
        return named + Labels(scope.ClusterSelector);
    }

    private static string Namespaces(Scope scope)
    {
        var named = scope.Namespaces.IsEmpty ? "namespaces" : $"{(scope.Namespaces.Length == 1 ? "namespace" : "namespaces")} {List(scope.Namespaces)}";
        return named + Labels(scope.NamespaceSelector);
    }

    private static string Labels(string selector) => selector.Length == 0 ? "" : $" labelled {selector}";

    private static bool HasClusters(Scope scope) => !scope.Clusters.IsEmpty || scope.ClusterSelector.Length > 0;
}
