using System.Collections.Immutable;

namespace Sallyport.Demo.Store;

/// <summary>One resource as the API serves it, such as <c>deployments.apps</c> in version v1.</summary>
internal sealed record ResourceType(string Group, string Version, string Plural, string Kind, bool Namespaced)
{
    public static readonly ImmutableArray<string> EveryVerb =
        ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    public string Singular { get; init; } = Kind.ToLowerInvariant();

    public ImmutableArray<string> ShortNames { get; init; } = [];

    public ImmutableArray<string> Categories { get; init; } = [];

    public ImmutableArray<string> Verbs { get; init; } = EveryVerb;

    public ImmutableArray<Subresource> Subresources { get; init; } = [];

    /// <summary>The resource whose objects these are, told in another version or group's words.</summary>
    public string? StoredAs { get; init; }

    /// <summary>Whether PUT of an object that is not there creates it.</summary>
    public bool PutCreates { get; init; }

    public bool IsCustom { get; init; }

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>How Kubernetes names it in messages: <c>pods</c>, <c>deployments.apps</c>.</summary>
    public string GroupResource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    public string StorageKey => StoredAs ?? GroupResource;

    public string ListKind => Kind + "List";
}

/// <summary>A part of a resource with its own path, verbs and kind, such as <c>pods/log</c>.</summary>
internal sealed record Subresource(string Name, string Kind, ImmutableArray<string> Verbs)
{
    /// <summary>Group and version of <see cref="Kind" /> when it is not the parent's.</summary>
    public (string Group, string Version)? KindOf { get; init; }
}
