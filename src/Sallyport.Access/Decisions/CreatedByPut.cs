namespace Sallyport.Access.Decisions;

/// <summary>The kinds that kube-apiserver creates on a PUT of a name that is not there.</summary>
internal static class CreatedByPut
{
    public static bool Contains(string group, string resource) => group switch
    {
        "" => resource is "services" or "endpoints" or "limitranges" or "events",
        ResourceAction.RbacGroup => resource is "roles" or "rolebindings" or "clusterroles" or "clusterrolebindings",
        "coordination.k8s.io" => resource is "leases" or "leasecandidates",
        "events.k8s.io" => resource is "events",
        "node.k8s.io" => resource is "runtimeclasses",
        _ => false,
    };
}
