using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Sallyport.Access.Policy;

namespace Sallyport.Hub.Api;

/// <summary>One Kubernetes rule as the API reads and shows it: member by member that of <c>rbac.authorization.k8s.io/v1</c>.</summary>
/// <param name="Verbs">What may be done: <c>get</c>, <c>create</c>, <c>*</c>.</param>
/// <param name="ApiGroups">API groups; an empty text is the core group, <c>*</c> any.</param>
/// <param name="Resources">Resources and sub-resources, as <c>pods</c>, <c>pods/log</c> or <c>*</c>.</param>
/// <param name="ResourceNames">The objects' whole names; none is any.</param>
/// <param name="NonResourceUrls">Paths instead of resources, as <c>/metrics</c> or <c>/metrics/*</c>.</param>
public sealed record RuleModel(
    IReadOnlyList<string> Verbs,
    IReadOnlyList<string>? ApiGroups = null,
    IReadOnlyList<string>? Resources = null,
    IReadOnlyList<string>? ResourceNames = null,
    [property: JsonPropertyName("nonResourceURLs")] IReadOnlyList<string>? NonResourceUrls = null)
{
    internal static RuleModel From(PolicyRule rule) => new(
        rule.Verbs, Shown(rule.ApiGroups), Shown(rule.Resources), Shown(rule.ResourceNames), Shown(rule.NonResourceUrls));

    internal static ImmutableArray<PolicyRule> Rules(IReadOnlyList<RuleModel>? rules) => [.. (rules ?? []).Select(rule => rule.ToRule())];

    private PolicyRule ToRule() => new()
    {
        Verbs = [.. Verbs],
        ApiGroups = [.. ApiGroups ?? []],
        Resources = [.. Resources ?? []],
        ResourceNames = [.. ResourceNames ?? []],
        NonResourceUrls = [.. NonResourceUrls ?? []],
    };

    private static ImmutableArray<string>? Shown(ImmutableArray<string> texts) => texts.IsEmpty ? null : texts;
}
