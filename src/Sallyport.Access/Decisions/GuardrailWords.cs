using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>Guardrails in words.</summary>
internal static class GuardrailWords
{
    public static string Of(Guardrail guardrail)
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

        return $"the guardrail \"{guardrail.Name}\" denies it, and no role overrides that";
    }
}
