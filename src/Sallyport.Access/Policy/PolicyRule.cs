using System.Collections.Immutable;

namespace Sallyport.Access.Policy;

/// <summary>One Kubernetes rule, in the shape and meaning of <c>rbac.authorization.k8s.io/v1</c>'s PolicyRule; <c>*</c> is any.</summary>
public sealed record PolicyRule
{
    /// <summary>API groups; the empty string is the core group.</summary>
    public ImmutableArray<string> ApiGroups { get; init; } = [];

    /// <summary>
    /// Resources as <c>pods</c> or <c>pods/log</c>; <c>*</c> is every resource without its sub-resources, <c>*/scale</c> that
    /// sub-resource of every resource, <c>pods/*</c> every sub-resource of one, <c>*/*</c> every sub-resource.
    /// </summary>
    public ImmutableArray<string> Resources { get; init; } = [];

    /// <summary>Object names; empty is any.</summary>
    public ImmutableArray<string> ResourceNames { get; init; } = [];

    /// <summary>Kubernetes verbs.</summary>
    public ImmutableArray<string> Verbs { get; init; } = [];

    /// <summary>Non-resource paths, with an optional <c>*</c> at the end.</summary>
    public ImmutableArray<string> NonResourceUrls { get; init; } = [];
}
