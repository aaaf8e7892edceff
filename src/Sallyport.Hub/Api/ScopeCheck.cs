using System.Collections.Immutable;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;
using Sallyport.Hub.Fleet;

namespace Sallyport.Hub.Api;

/// <summary>Whether a scope that came in says one thing and no more. Whether its selectors can be read, the policy says.</summary>
internal static class ScopeCheck
{
    public static void Check(Validity validity, string what, Scope? scope, PolicyDocument policy)
    {
        if (scope is null)
        {
            validity.Demand(false, $"{what} is missing.");
            return;
        }

        if (HasNull(scope.Clusters) || HasNull(scope.Namespaces))
        {
            validity.Demand(false, $"{what} has null where the name of a cluster or a namespace belongs.");
            return;
        }

        var clusters = !scope.Clusters.IsDefaultOrEmpty || scope.ClusterSelector.Length > 0;
        var namespaces = !scope.Namespaces.IsDefaultOrEmpty || scope.NamespaceSelector.Length > 0;
        switch (scope.Kind)
        {
            case ScopeKind.Organization:
                validity.Demand(!clusters && !namespaces && scope.Project.Length == 0, $"{what} of kind organization takes no further member.");
                break;
            case ScopeKind.Project:
                validity.Demand(!clusters && !namespaces, $"{what} of kind project takes a project alone.");
                validity.Demand(scope.Project.Length > 0, $"{what} of kind project names no project.");
                validity.Demand(
                    scope.Project.Length == 0 || policy.Projects.Any(project => project.Name == scope.Project), $"{what} names the project {VisibleText.Ascii(scope.Project)}, which is not there.");
                break;
            case ScopeKind.Cluster:
                validity.Demand(!namespaces && scope.Project.Length == 0, $"{what} of kind cluster takes clusters and a clusterSelector alone.");
                validity.Demand(clusters, $"{what} of kind cluster names no cluster: give clusters (\"*\" is every one) or a clusterSelector.");
                break;
            default:
                validity.Demand(scope.Project.Length == 0, $"{what} of kind namespace takes no project.");
                validity.Demand(namespaces, $"{what} of kind namespace names no namespace: give namespaces or a namespaceSelector.");
                break;
        }
    }

    private static bool HasNull(ImmutableArray<string> names) => !names.IsDefaultOrEmpty && names.Any(name => name is null);

    /// <summary>A sentence about each cluster that is named and not there: that may be a plan, or a slip of the pen.</summary>
    public static IEnumerable<string> Warnings(Scope? scope, ClusterRegistry clusters) => scope is null || scope.Clusters.IsDefaultOrEmpty
        ? []
        : scope.Clusters.Where(name => !name.AsSpan().ContainsAny('*', '?') && !clusters.TryFind(name, out _))
            .Select(name => $"There is no cluster {VisibleText.Ascii(name)} yet: this holds from the day when one of that name is added.");
}
