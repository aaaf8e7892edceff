using System.Collections.Immutable;
using Sallyport.Access.Policy;
using Sallyport.Agent.Cluster;

namespace Sallyport.Agent.Reconciling;

/// <summary>Rules as Kubernetes writes them, and whether two lists of them say the same.</summary>
internal static class RbacRules
{
    public static RbacRule From(PolicyRule rule) => new()
    {
        ApiGroups = Some(rule.ApiGroups),
        Resources = Some(rule.Resources),
        ResourceNames = Some(rule.ResourceNames),
        Verbs = [.. rule.Verbs],
        NonResourceUrls = Some(rule.NonResourceUrls),
    };

    public static bool Same(RbacRule[]? a, RbacRule[]? b)
    {
        a ??= [];
        b ??= [];
        return a.Length == b.Length && a.Zip(b).All(p => Same(p.First, p.Second));
    }

    private static bool Same(RbacRule a, RbacRule b) =>
        Same(a.ApiGroups, b.ApiGroups) && Same(a.Resources, b.Resources) && Same(a.ResourceNames, b.ResourceNames)
        && Same(a.Verbs, b.Verbs) && Same(a.NonResourceUrls, b.NonResourceUrls);

    private static bool Same(string[]? a, string[]? b) => (a ?? []).AsSpan().SequenceEqual(b ?? []);

    private static string[]? Some(ImmutableArray<string> values) => values.IsDefaultOrEmpty ? null : [.. values];
}
