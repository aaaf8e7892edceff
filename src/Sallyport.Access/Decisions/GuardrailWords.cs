using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>Guardrails in words.</summary>
internal static class GuardrailWords
{
    /// <summary>What nobody lifts, so that there is nobody to ask.</summary>
    public static bool IsForEver(Guardrail guardrail) =>
        ReferenceEquals(guardrail, BuiltInGuardrails.AgentNamespace) || ReferenceEquals(guardrail, BuiltInGuardrails.AgentRoles) ||
        ReferenceEquals(guardrail, BuiltInGuardrails.AgentNode);

    /// <summary>Why it denies; <paramref name="closed"/> are the namespaces of a request across all that it closes.</summary>
    public static string Of(Guardrail guardrail, IReadOnlyCollection<string> closed)
    {
        if (ReferenceEquals(guardrail, BuiltInGuardrails.AgentNamespace))
        {
            return "the namespace of the Sallyport agent is closed to everyone, since whoever acts in it could act as any user of this cluster";
        }

        if (ReferenceEquals(guardrail, BuiltInGuardrails.AgentRoles))
        {
            return "the roles and bindings that Sallyport keeps in this cluster are changed by its agent alone";
        }

        if (ReferenceEquals(guardrail, BuiltInGuardrails.AgentNode))
        {
            return "the kubelet's API reaches into every pod, the Sallyport agent's among them; only its healthz, metrics and stats are open";
        }

        if (ReferenceEquals(guardrail, BuiltInGuardrails.ClusterConfiguration))
        {
            return "ConfigMaps of kube-system and kube-public configure the cluster itself, and only Organization Admins change them";
        }

        var where = closed.Count == 0 ? "" : $" in {ScopeWords.Namespaces(closed)}";
        return $"the guardrail \"{guardrail.Name}\" denies it{where}, and no role overrides that" +
            (closed.Count == 0 ? "" : "; ask for other namespaces one by one with -n");
    }
}
