using System.Collections.Immutable;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>Denies that no policy can lift, because what they guard would be worth more than any role.</summary>
internal static class BuiltInGuardrails
{
    /// <summary>Whoever acts in the agent's namespace could act as every user of that cluster.</summary>
    public static Guardrail AgentNamespace { get; } = Named("agent-namespace");

    /// <summary>The roles and bindings by which the cluster itself confirms decisions.</summary>
    public static Guardrail AgentRoles { get; } = Named("agent-roles");

    /// <summary>The kubelet's API runs commands in any pod, the agent's among them.</summary>
    public static Guardrail AgentNode { get; } = Named("agent-node");

    /// <summary>Some ConfigMaps of Kubernetes' own namespaces say who is an administrator of the cluster.</summary>
    public static Guardrail ClusterConfiguration { get; } = Named("cluster-configuration");

    private const string AgentObjects = "sallyport";

    public static Guardrail? Against(ClusterView cluster, in Asked asked, bool administers, string proxyPath)
    {
        var action = asked.Action;
        var harmless = action.IsRead && asked.Capability == Capability.None && action.Subresource is "" or "log" or "status" or "scale";
        if (cluster.AgentNamespace.Length > 0)
        {
            if (asked.Reach == Reach.Namespace && asked.Namespace == cluster.AgentNamespace && !harmless)
            {
                return AgentNamespace;
            }

            // Across namespaces, reads of Secrets leave the agent's out in the cluster itself; nothing else can.
            var redactable = action is { Group: "", Resource: "secrets", Subresource: "", Verb: "list" or "watch" };
            if (asked.Reach is Reach.AllNamespaces or Reach.Unknown && !harmless && !redactable)
            {
                return AgentNamespace;
            }

            if (action is { Group: "", Resource: "nodes", Subresource: "proxy" } && !KubeletPaths.IsHarmless(action.Verb, proxyPath))
            {
                return AgentNode;
            }
        }

        // A collection of bindings has the agent's among it, in every namespace that people work in.
        if (action.WritesRbac && (action.Name.StartsWith(AgentObjects, StringComparison.Ordinal) || action.Verb == "deletecollection"))
        {
            return AgentRoles;
        }

        return !administers && !action.IsRead && action is { Group: "", Resource: "configmaps" } &&
            asked.Namespace is "kube-system" or "kube-public"
            ? ClusterConfiguration
            : null;
    }

    private static Guardrail Named(string name) => new(name, Scope.Organization, ImmutableArray<PolicyRule>.Empty, []);
}
