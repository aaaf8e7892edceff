using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Tests.Decisions.Plain;

/// <summary>Where a scope holds, read from the document at every question. What cannot be read is outside for what grants, and inside for what restricts.</summary>
internal sealed class PlainScope(PolicyDocument document, Scope scope)
{
    private readonly bool _ofProject = scope.Kind == ScopeKind.Project;
    private readonly IReadOnlyList<Scope> _parts = scope.Kind == ScopeKind.Project
        ? Projects(document, scope).Count() == 1 ? Projects(document, scope).Single().Scopes : []
        : [scope];

    public bool Broken => (_ofProject && Projects(document, scope).Count() != 1) || _parts.Any(part => !IsReadable(part, scope.Kind == ScopeKind.Project));

    public bool Reaches(ClusterView cluster) => Matching(cluster).Any();

    public bool PicksNamespacesOf(ClusterView cluster) => Matching(cluster).Any(part => part.Kind == ScopeKind.Namespace);

    public bool CoversWhole(ClusterView cluster, bool strict = false) =>
        Matching(cluster).Any(part => part.Kind != ScopeKind.Namespace) || (strict && Broken);

    public bool Covers(ClusterView cluster, string ns, bool strict = false) => Rank(cluster, ns, strict) is not null;

    public PlaceRank? Rank(ClusterView cluster, string ns, bool strict)
    {
        var ranks = Matching(cluster).Select(part => ns.Length == 0 ? WholeRank(part) : NamespaceRank(part, cluster, ns, strict)).OfType<PlaceRank>().ToList();
        if (strict && Broken)
        {
            ranks.Add(PlaceRank.Organization);
        }

        return ranks.Count == 0 ? null : strict ? ranks.Max() : ranks.Min();
    }

    private static IEnumerable<Project> Projects(PolicyDocument document, Scope scope) => document.Projects.Where(project => project.Name == scope.Project);

    private static bool IsReadable(Scope part, bool ofProject) =>
        (!ofProject || part.Kind is ScopeKind.Cluster or ScopeKind.Namespace)
        && (part.Kind == ScopeKind.Organization || (
            (part.Kind != ScopeKind.Namespace || !part.Namespaces.IsEmpty || part.NamespaceSelector.Length > 0)
            && part.Clusters.All(Glob.IsValid)
            && part.Namespaces.All(Glob.IsValid)
            && IsReadable(part.ClusterSelector)
            && IsReadable(part.NamespaceSelector)));

    private static bool IsReadable(string selector) => selector.Length == 0 || LabelSelector.TryParse(selector, out _, out _);

    private IEnumerable<Scope> Matching(ClusterView cluster) => _parts
        .Where(part => IsReadable(part, _ofProject))
        .Where(part => part.Kind == ScopeKind.Organization || (
            (part.Clusters.IsEmpty || part.Clusters.Any(name => Glob.Matches(name, cluster.Name)))
            && Selects(part.ClusterSelector, cluster.Labels)));

    private PlaceRank? WholeRank(Scope part) => part.Kind switch
    {
        ScopeKind.Organization => PlaceRank.Organization,
        ScopeKind.Namespace => null,
        _ => _ofProject || part.ClusterSelector.Length > 0 || part.Clusters.IsEmpty || part.Clusters.Any(Glob.IsPattern) ? PlaceRank.ClusterGroup : PlaceRank.Cluster,
    };

    private PlaceRank? NamespaceRank(Scope part, ClusterView cluster, string ns, bool strict)
    {
        if (part.Kind != ScopeKind.Namespace)
        {
            return WholeRank(part);
        }

        var named = part.Namespaces.IsEmpty || part.Namespaces.Any(name => Glob.Matches(name, ns));
        var labelled = part.NamespaceSelector.Length == 0
            || (cluster.Namespaces.TryGetValue(ns, out var labels) ? Selects(part.NamespaceSelector, labels) : strict);
        return !named || !labelled ? null
            : part.Namespaces.Contains(ns) && !_ofProject && part.NamespaceSelector.Length == 0 ? PlaceRank.Namespace : PlaceRank.NamespaceGroup;
    }

    private static bool Selects(string selector, System.Collections.Frozen.FrozenDictionary<string, string> labels) =>
        selector.Length == 0 || (LabelSelector.TryParse(selector, out var parsed, out _) && parsed.Matches(labels));
}
