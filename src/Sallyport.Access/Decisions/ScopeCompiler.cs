using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>Makes scopes ready to be asked, and says what is wrong with those that cannot be read.</summary>
internal sealed class ScopeCompiler
{
    private readonly Dictionary<string, CompiledScope> _projects = new(StringComparer.Ordinal);
    private readonly List<string> _problems;

    public ScopeCompiler(ImmutableArray<Project> projects, List<string> problems)
    {
        _problems = problems;
        foreach (var project in projects)
        {
            var compiled = OfProject(project);
            if (!_projects.TryAdd(project.Name, compiled))
            {
                problems.Add($"project \"{project.Name}\" is there twice");
                _projects[project.Name] = new CompiledScope([], broken: true);
            }
        }
    }

    /// <summary>Compiles a scope; <paramref name="what"/> names its owner in problems.</summary>
    public CompiledScope Compile(Scope scope, string what)
    {
        if (scope.Kind == ScopeKind.Project)
        {
            if (_projects.TryGetValue(scope.Project, out var project))
            {
                return project;
            }

            _problems.Add($"{what} names the project \"{scope.Project}\", which is not there");
            return new CompiledScope([], broken: true);
        }

        return Part(scope, what, ofProject: false) is { } part ? new CompiledScope([part], broken: false) : new CompiledScope([], broken: true);
    }

    private CompiledScope OfProject(Project project)
    {
        var parts = ImmutableArray.CreateBuilder<ScopePart>();
        var broken = false;
        foreach (var scope in project.Scopes)
        {
            var what = $"project \"{project.Name}\"";
            if (scope.Kind is not (ScopeKind.Cluster or ScopeKind.Namespace))
            {
                _problems.Add($"{what} may hold clusters and namespaces alone");
                broken = true;
            }
            else if (Part(scope, what, ofProject: true) is { } part)
            {
                parts.Add(part);
            }
            else
            {
                broken = true;
            }
        }

        return new CompiledScope(parts.ToImmutable(), broken);
    }

    private ScopePart? Part(Scope scope, string what, bool ofProject)
    {
        if (scope.Kind == ScopeKind.Organization)
        {
            return new ScopePart { Clusters = [], ClusterSelector = null, Namespaced = false, WholeClusterRank = PlaceRank.Organization };
        }

        var namespaced = scope.Kind == ScopeKind.Namespace;
        if (!Enum.IsDefined(scope.Kind) || (namespaced && scope.Namespaces.IsEmpty && scope.NamespaceSelector.Length == 0))
        {
            _problems.Add($"{what} names neither namespaces nor a selector of them");
            return null;
        }

        foreach (var name in (ReadOnlySpan<string>)[.. scope.Clusters, .. scope.Namespaces])
        {
            if (!Glob.IsValid(name))
            {
                _problems.Add($"{what}: \"{name}\" is neither a name nor a pattern of names");
                return null;
            }
        }

        return Selector(scope.ClusterSelector, what, out var clusters) && Selector(scope.NamespaceSelector, what, out var namespaces)
            ? new ScopePart
            {
                Clusters = Patterns(scope.Clusters),
                ClusterSelector = clusters,
                Namespaced = namespaced,
                Namespaces = namespaced ? Patterns(scope.Namespaces) : [],
                NamespaceSelector = namespaced ? namespaces : null,
                OfProject = ofProject,
                WholeClusterRank = namespaced ? null : WholeClusterRank(scope, ofProject),
            }
            : null;
    }

    private static ImmutableArray<NamePattern> Patterns(ImmutableArray<string> names) => [.. names.Select(name => new NamePattern(name))];

    private static PlaceRank WholeClusterRank(Scope scope, bool ofProject) =>
        ofProject || scope.ClusterSelector.Length > 0 || scope.Clusters.IsEmpty || scope.Clusters.Any(Glob.IsPattern)
            ? PlaceRank.ClusterGroup
            : PlaceRank.Cluster;

    private bool Selector(string text, string what, out LabelSelector? selector)
    {
        selector = null;
        if (text.Length == 0)
        {
            return true;
        }

        if (LabelSelector.TryParse(text, out selector, out var problem))
        {
            return true;
        }

        _problems.Add($"{what}: {problem}");
        return false;
    }
}
