using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>What a custom role is to be.</summary>
internal sealed record RoleChange(bool ReadOnly, IReadOnlyList<RuleModel> Rules, IReadOnlyList<RuleModel>? ClusterRules = null, string? Title = null,
    IReadOnlyList<RuleModel>? WholeClusterRules = null, bool AdministersProjects = false)
{
    public const int LongestTitle = 100;

    /// <summary>Says whether it means something. Whether "read-only" keeps its meaning, the policy says.</summary>
    public void Check(Validity validity)
    {
        using (validity.Under("title"))
        {
            validity.Demand(
                Title is null || (Title.Length is > 0 and <= LongestTitle && !Title.Any(char.IsControl)),
                $"title is one line of up to {LongestTitle} characters.");
        }

        validity.Demand(Rules.Count + (ClusterRules?.Count ?? 0) + (WholeClusterRules?.Count ?? 0) > 0, "A role has at least one rule.");
        RuleCheck.Check(validity, "rules", Rules);
        RuleCheck.Check(validity, "clusterRules", ClusterRules ?? []);
        RuleCheck.Check(validity, "wholeClusterRules", WholeClusterRules ?? []);
        if (validity.Problems.Count > 0)
        {
            return;
        }

        for (var i = 0; i < (ClusterRules?.Count ?? 0); i++)
        {
            using var at = validity.Under($"clusterRules/{i}");
            var rule = ClusterRules![i];
            // They hold wherever the role reaches into a cluster, be it by one namespace.
            validity.Demand(
                rule.NonResourceUrls is null or { Count: 0 } && rule.Verbs.All(verb => verb is "get" or "list" or "watch"),
                "clusterRules read cluster-scoped resources: get, list and watch, and no nonResourceURLs.");
        }

        for (var i = 0; i < (WholeClusterRules?.Count ?? 0); i++)
        {
            using var at = validity.Under($"wholeClusterRules/{i}");
            validity.Demand(WholeClusterRules![i].NonResourceUrls is null or { Count: 0 }, "wholeClusterRules are about resources: nonResourceURLs go with rules.");
        }
    }

    /// <summary>What the store keeps of it. It must have been checked.</summary>
    public RoleRow ToRow(string name) => new()
    {
        Name = name,
        Title = Title ?? name,
        ReadOnly = ReadOnly,
        Rules = PolicyJson.Write(RuleModel.Rules(Rules)),
        ClusterRules = PolicyJson.Write(RuleModel.Rules(ClusterRules)),
        WholeClusterRules = PolicyJson.Write(RuleModel.Rules(WholeClusterRules)),
        AdministersProjects = AdministersProjects,
    };
}
