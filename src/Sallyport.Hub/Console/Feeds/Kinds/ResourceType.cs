using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Feeds.Kinds;

/// <summary>One kind of object that a cluster offers, in the version it prefers.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version, such as <c>v1</c>.</param>
/// <param name="Resource">The plural that paths have, such as <c>pods</c>.</param>
/// <param name="Kind">The kind, such as <c>Pod</c>.</param>
/// <param name="Namespaced">Whether its objects live in namespaces.</param>
public sealed record ResourceType(string Group, string Version, string Resource, string Kind, bool Namespaced)
{
    /// <summary>The singular, such as <c>pod</c>; empty where the cluster gives none.</summary>
    public string Singular { get; init; } = "";

    /// <summary>What may be done with it, such as <c>list</c>.</summary>
    public ImmutableArray<string> Verbs { get; init; } = [];

    /// <summary>Short names, such as <c>po</c>.</summary>
    public ImmutableArray<string> ShortNames { get; init; } = [];

    /// <summary>Categories, such as <c>all</c>.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>Sub-resources, such as <c>log</c> or <c>scale</c>.</summary>
    public ImmutableArray<string> Subresources { get; init; } = [];

    /// <summary>Group and version as objects carry them: <c>v1</c>, <c>apps/v1</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Resource and group, unambiguous within a cluster: <c>pods</c>, <c>deployments.apps</c>.</summary>
    public string FullName => Group.Length == 0 ? Resource : $"{Resource}.{Group}";

    /// <summary>Whether it can be shown in a live table.</summary>
    public bool CanWatch => Verbs.Contains("list") && Verbs.Contains("watch");

    /// <summary>Pods, which every cluster has.</summary>
    public static ResourceType Pods { get; } = new("", "v1", "pods", "Pod", true) { Verbs = ["get", "list", "watch"] };

    /// <summary>Events of the core group, which every cluster has.</summary>
    public static ResourceType Events { get; } = new("", "v1", "events", "Event", true) { Verbs = ["get", "list", "watch"] };

    /// <summary>The path of its objects.</summary>
    /// <param name="ns">A namespace; null for all, or where it has none.</param>
    public string Path(string? ns) =>
        (Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}") +
        (Namespaced && ns is not null ? $"/namespaces/{Uri.EscapeDataString(ns)}" : "") + $"/{Resource}";

    /// <summary>The path of one of its objects.</summary>
    /// <param name="ns">Its namespace; null where it has none.</param>
    /// <param name="name">Its name.</param>
    public string Path(string? ns, string name) => $"{Path(ns)}/{Uri.EscapeDataString(name)}";
}
