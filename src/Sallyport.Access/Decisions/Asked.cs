using Sallyport.Access.Policy;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Decisions;

/// <summary>Over what a request reaches.</summary>
internal enum Reach
{
    /// <summary>One namespace.</summary>
    Namespace,

    /// <summary>The resource lives outside namespaces.</summary>
    Cluster,

    /// <summary>Every namespace of the cluster.</summary>
    AllNamespaces,

    /// <summary>All namespaces or none: discovery has not said which, so that both must be allowed.</summary>
    Unknown,
}

/// <summary>A resource request as the decision sees it.</summary>
internal readonly record struct Asked(ResourceAction Action, Capability Capability, Reach Reach, string Namespace, bool MayCreate, ExecRequest? Exec)
{
    public static Asked Of(ClusterView cluster, KubernetesRequest request, bool mayCreate)
    {
        var action = new ResourceAction(request.Verb, request.ApiGroup, request.Resource, request.Subresource, request.Name);
        var capability = action.Capability;
        var creates = request.Subresource.Length == 0 &&
            ((mayCreate && request.Verb == "patch") || (request.Verb == "update" && CreatedByPut.Contains(request.ApiGroup, request.Resource)));
        var reach = ReachOf(cluster, action, capability, request.Namespace);
        return new Asked(action, capability, reach, reach == Reach.Namespace ? request.Namespace : "", creates, request.Exec);
    }

    /// <summary>Whether a role's rules hold all of it: the verb, and <c>create</c> where it may create.</summary>
    public bool IsIn(Role role, System.Collections.Immutable.ImmutableArray<PolicyRule> rules) =>
        Action.IsIn(role, rules) && (!MayCreate || (Action with { Verb = "create" }).IsIn(role, rules));

    public bool IsCaughtBy(PolicyRule rule) =>
        Action.IsCaughtBy(rule) || (MayCreate && (Action with { Verb = "create" }).IsCaughtBy(rule));

    private static Reach ReachOf(ClusterView cluster, in ResourceAction action, Capability capability, string ns)
    {
        // A namespace is read and written as an object in itself.
        var isNamespace = action.Group.Length == 0 && action.Resource == "namespaces";
        if (ns.Length > 0 && isNamespace)
        {
            return Reach.Namespace;
        }

        if (ClusterScope.Contains(cluster, action.Group, action.Resource))
        {
            return Reach.Cluster;
        }

        if (ns.Length > 0)
        {
            return Reach.Namespace;
        }

        if (capability != Capability.None)
        {
            return Reach.AllNamespaces;
        }

        // Only lists and watches go across namespaces; anything else without one can but be meant for the cluster.
        return action.Verb switch
        {
            "list" or "watch" => cluster.ClusterScopedResources.Count > 0 ? Reach.AllNamespaces : Reach.Unknown,
            "deletecollection" => Reach.Unknown,
            _ => Reach.Cluster,
        };
    }
}
