using System.Collections.Immutable;

namespace Sallyport.Access.Policy;

/// <summary>A named set of clusters, or of namespaces in clusters; the unit a team owns.</summary>
/// <param name="Name">DNS-1123 label.</param>
/// <param name="Scopes">What it holds: scopes of kind cluster or namespace.</param>
public sealed record Project(string Name, ImmutableArray<Scope> Scopes)
{
    /// <summary>Whose policy files keep it; empty when it is changed by hand.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The name shown to people; empty when it has none.</summary>
    public string Title { get; init; } = "";
}
