using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Authority;

/// <summary>
/// Whether one scope lies inside another, whatever clusters, namespaces and labels there are or will be. Told by their words
/// alone: what is inside only as things stand today is not inside.
/// </summary>
internal sealed class ScopeContainment(ImmutableArray<Project> projects)
{
    public bool Contains(Scope wide, Scope narrow)
    {
        if (wide.Kind == ScopeKind.Organization)
        {
            return true;
        }

        // What another project holds may become more tomorrow.
        if (narrow.Kind is ScopeKind.Organization or ScopeKind.Project)
        {
            return narrow.Kind == ScopeKind.Project && wide.Kind == ScopeKind.Project && wide.Project == narrow.Project && Known(wide.Project) is not null;
        }

        var parts = wide.Kind == ScopeKind.Project ? Known(wide.Project)?.Scopes ?? [] : [wide];
        return All(narrow.Clusters).All(cluster => All(narrow.Namespaces).All(ns => parts.Any(part => Contains(part, narrow, cluster, ns))));
    }

    private static bool Contains(Scope part, Scope narrow, string cluster, string ns) =>
        Includes(part.Clusters, cluster) && Implies(narrow.ClusterSelector, part.ClusterSelector) && part.Kind switch
        {
            ScopeKind.Cluster => true,
            ScopeKind.Namespace => narrow.Kind == ScopeKind.Namespace && HasNamespaces(part) && HasNamespaces(narrow)
                && Includes(part.Namespaces, ns) && Implies(narrow.NamespaceSelector, part.NamespaceSelector),
            _ => false,
        };

    private static bool HasNamespaces(Scope scope) => !scope.Namespaces.IsDefaultOrEmpty || scope.NamespaceSelector.Length > 0;

    private static ImmutableArray<string> All(ImmutableArray<string> names) => names.IsDefaultOrEmpty ? ["*"] : names;

    private static bool Includes(ImmutableArray<string> wide, string narrow) => All(wide).Any(pattern => Glob.Includes(pattern, narrow));

    private static bool Implies(string narrow, string wide) => wide.Length == 0 || (
        LabelSelector.TryParse(narrow, out var own, out _) && LabelSelector.TryParse(wide, out var other, out _) && own.Implies(other));

    /// <summary>The project of that name, unless there are several.</summary>
    private Project? Known(string name) => projects.Where(project => project.Name == name).Take(2).ToList() is [var one] ? one : null;
}
