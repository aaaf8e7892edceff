using Sallyport.Access.Policy;

namespace Sallyport.Hub.Console.Administration.Forms;

/// <summary>A place as somebody types it.</summary>
public sealed class ScopeDraft
{
    /// <summary>How wide it is.</summary>
    public ScopeKind Kind { get; set; }

    /// <summary>The project, where it is one.</summary>
    public string Project { get; set; } = "";

    /// <summary>Names or globs of clusters, with commas or spaces between them.</summary>
    public string Clusters { get; set; } = "";

    /// <summary>Labels of clusters.</summary>
    public string ClusterSelector { get; set; } = "";

    /// <summary>Names or globs of namespaces, with commas or spaces between them.</summary>
    public string Namespaces { get; set; } = "";

    /// <summary>Labels of namespaces.</summary>
    public string NamespaceSelector { get; set; } = "";

    /// <summary>A place that is there, to be changed.</summary>
    public static ScopeDraft Of(Scope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new ScopeDraft
        {
            Kind = scope.Kind,
            Project = scope.Project,
            Clusters = string.Join(", ", scope.Clusters),
            ClusterSelector = scope.ClusterSelector,
            Namespaces = string.Join(", ", scope.Namespaces),
            NamespaceSelector = scope.NamespaceSelector,
        };
    }

    /// <summary>Whether it says where; an empty one would be everywhere of its kind, or nothing.</summary>
    public bool IsWhole => Kind switch
    {
        ScopeKind.Organization => true,
        ScopeKind.Project => Project.Length > 0,
        ScopeKind.Cluster => (Clusters + ClusterSelector).Trim().Length > 0,
        _ => (Namespaces + NamespaceSelector).Trim().Length > 0,
    };

    /// <summary>The names in a text, with commas, spaces or lines between them.</summary>
    public static IEnumerable<string> Names(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split([',', ' ', '\n', '\r', '\t'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The place; what its kind does not have is left out of it.</summary>
    public Scope ToScope() => Kind switch
    {
        ScopeKind.Organization => Scope.Organization,
        ScopeKind.Project => new Scope { Kind = Kind, Project = Project },
        ScopeKind.Cluster => new Scope { Kind = Kind, Clusters = [.. Names(Clusters)], ClusterSelector = ClusterSelector.Trim() },
        _ => new Scope
        {
            Kind = Kind,
            Clusters = [.. Names(Clusters)],
            ClusterSelector = ClusterSelector.Trim(),
            Namespaces = [.. Names(Namespaces)],
            NamespaceSelector = NamespaceSelector.Trim(),
        },
    };
}
