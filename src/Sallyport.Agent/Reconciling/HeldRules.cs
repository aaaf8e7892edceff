using Sallyport.Agent.Cluster;

namespace Sallyport.Agent.Reconciling;

/// <summary>
/// What the reconciler's account holds, and so may grant. Below the ceiling <c>admin</c> a cluster can have kinds that the
/// account was never given: one of them must not keep a whole role from being written, so it is left out, and told.
/// </summary>
internal sealed class HeldRules(RbacRule[] held)
{
    public static async Task<HeldRules> ReadAsync(KubernetesApi api, CancellationToken cancellationToken)
    {
        var answer = await api.PostAsync(
            "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
            new RulesReview { Spec = new RulesReviewSpec("default") },
            KubernetesJson.Default.RulesReview,
            cancellationToken);
        return new HeldRules([.. answer.Status?.ResourceRules ?? [], .. answer.Status?.NonResourceRules ?? []]);
    }

    /// <summary>The part of some rules that may be granted, and the resources that were left out of them.</summary>
    public (RbacRule[] Rules, IReadOnlyCollection<string> LeftOut) Cut(RbacRule[] wanted)
    {
        var rules = new List<RbacRule>();
        var leftOut = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var rule in wanted)
        {
            if (rule.NonResourceUrls is { } urls)
            {
                var kept = urls.Where(u => (rule.Verbs ?? []).All(v => held.Any(h => Covers(h, u, v)))).ToArray();
                leftOut.UnionWith(urls.Except(kept));
                if (kept.Length > 0)
                {
                    rules.Add(rule with { NonResourceUrls = kept });
                }

                continue;
            }

            rules.AddRange(CutResources(rule, leftOut));
        }

        return ([.. rules], leftOut);
    }

    private IEnumerable<RbacRule> CutResources(RbacRule rule, SortedSet<string> leftOut)
    {
        var verbs = rule.Verbs ?? [];
        var kept = new List<(string Group, string Resource, string[] Verbs)>();
        var whole = true;
        foreach (var group in rule.ApiGroups ?? [])
        {
            foreach (var resource in rule.Resources ?? [])
            {
                var some = verbs.Where(v => Covered(group, resource, v, rule.ResourceNames)).ToArray();
                if (some.Length < verbs.Length)
                {
                    whole = false;
                    leftOut.Add(group.Length == 0 ? resource : $"{resource}.{group}");
                }

                if (some.Length > 0)
                {
                    kept.Add((group, resource, some));
                }
            }
        }

        return whole
            ? [rule]
            : kept.GroupBy(k => (k.Group, Verbs: string.Join(',', k.Verbs))).Select(k => rule with
            {
                ApiGroups = [k.Key.Group],
                Resources = [.. k.Select(r => r.Resource)],
                Verbs = k.First().Verbs,
            });
    }

    private bool Covered(string group, string resource, string verb, string[]? names) => held.Any(h =>
        Has(h.Verbs, verb) && Has(h.ApiGroups, group) && HasResource(h.Resources, resource)
        && (h.ResourceNames is not { Length: > 0 } limited || (names is { Length: > 0 } && names.All(limited.Contains))));

    private static bool Covers(RbacRule rule, string url, string verb) =>
        Has(rule.Verbs, verb) && (rule.NonResourceUrls ?? []).Any(h =>
            h == "*" || h == url || (h.EndsWith('*') && url.StartsWith(h[..^1], StringComparison.Ordinal)));

    private static bool Has(string[]? values, string value) => values is not null && (values.Contains("*") || values.Contains(value));

    private static bool HasResource(string[]? values, string resource)
    {
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        return Has(values, resource) || (slash > 0 && values is not null && values.Contains($"*{resource[slash..]}"));
    }
}
