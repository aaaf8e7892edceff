namespace Sallyport.Cli.Api;

/// <summary>A place: organization, project, clusters or namespaces.</summary>
internal sealed record Scope(
    string Kind,
    string? Project = null,
    string[]? Clusters = null,
    string? ClusterSelector = null,
    string[]? Namespaces = null,
    string? NamespaceSelector = null)
{
    public override string ToString() => Kind switch
    {
        "organization" => "organization",
        "project" => $"project {Project}",
        "cluster" => Where("cluster", Clusters, ClusterSelector),
        _ => $"{Where("namespace", Namespaces, NamespaceSelector)} in {Where("cluster", Clusters, ClusterSelector)}",
    };

    private static string Where(string noun, string[]? names, string? selector)
    {
        var parts = new List<string>();
        if (names is { Length: > 0 })
        {
            parts.Add($"{noun} {string.Join(",", names)}");
        }

        if (!string.IsNullOrEmpty(selector))
        {
            parts.Add($"{noun}s with {selector}");
        }

        return parts.Count == 0 ? $"every {noun}" : string.Join(", ", parts);
    }
}
