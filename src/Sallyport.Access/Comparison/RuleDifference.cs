using Sallyport.Access.Decisions;

namespace Sallyport.Access.Comparison;

/// <summary>The settings and guardrails that only one of two policies has.</summary>
internal sealed class RuleDifference
{
    private readonly CompiledScope[] _changed;

    public RuleDifference(PolicySide before, PolicySide after)
    {
        var (was, will) = (before.Rules.Select(rule => rule.Content).ToHashSet(StringComparer.Ordinal), after.Rules.Select(rule => rule.Content).ToHashSet(StringComparer.Ordinal));
        _changed =
        [
            .. before.Rules.Where(rule => !will.Contains(rule.Content)).Concat(after.Rules.Where(rule => !was.Contains(rule.Content))).Select(rule => rule.Scope),
        ];
    }

    /// <summary>Whether one of them has to do with a cluster.</summary>
    public bool Touches(ClusterView cluster) => _changed.Any(scope => scope.Reaches(cluster, strict: true));
}
