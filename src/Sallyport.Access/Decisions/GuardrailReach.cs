using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>Whether a guardrail has to do with a request.</summary>
internal static class GuardrailReach
{
    public static bool Catches(Guardrail guardrail, in Asked asked)
    {
        foreach (var rule in guardrail.Rules)
        {
            if (asked.IsCaughtBy(rule))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A request across namespaces touches every place that holds one of them.</summary>
    public static bool Touches(CompiledScope scope, ClusterView cluster, in Asked asked) => asked.Reach switch
    {
        Reach.Namespace => scope.Covers(cluster, asked.Namespace, strict: true),
        Reach.Cluster => scope.Covers(cluster, strict: true),
        _ => scope.Covers(cluster, strict: true) || TouchedNamespace(scope, cluster) is not null,
    };

    public static string? TouchedNamespace(CompiledScope scope, ClusterView cluster)
    {
        if (!scope.PicksNamespacesOf(cluster))
        {
            return null;
        }

        foreach (var (ns, _) in cluster.Namespaces)
        {
            if (scope.Covers(cluster, ns, strict: true))
            {
                return ns;
            }
        }

        return null;
    }
}
