using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Enforcement;

/// <summary>What the agent's two service accounts hold in the cluster, for the manifest that installs it.</summary>
public static class CeilingRules
{
    /// <summary>
    /// The reconciler's rules: the ceiling itself, and writing RBAC objects. Never <c>escalate</c> or <c>bind</c>, so that
    /// kube-apiserver refuses it any role above the ceiling.
    /// </summary>
    public static ImmutableArray<PolicyRule> ForReconciler(Ceiling ceiling) => throw new NotSupportedException();

    /// <summary>The forwarder's rules: to impersonate users and groups, and nothing else.</summary>
    public static ImmutableArray<PolicyRule> ForForwarder() => throw new NotSupportedException();
}
