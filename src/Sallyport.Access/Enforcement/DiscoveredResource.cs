using System.Collections.Immutable;

namespace Sallyport.Access.Enforcement;

/// <summary>One resource or sub-resource that a cluster's discovery lists.</summary>
/// <param name="ApiGroup">The API group; empty for core.</param>
/// <param name="Resource">As discovery writes it: <c>pods</c> or <c>pods/log</c>.</param>
/// <param name="Namespaced">Whether it lives in namespaces.</param>
/// <param name="Verbs">The verbs it has.</param>
public sealed record DiscoveredResource(string ApiGroup, string Resource, bool Namespaced, ImmutableArray<string> Verbs);
