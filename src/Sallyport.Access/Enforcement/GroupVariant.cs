namespace Sallyport.Access.Enforcement;

/// <summary>Which part of a role an impersonated group carries. One request uses exactly one.</summary>
public enum GroupVariant
{
    /// <summary>Discovery and self-subject reviews alone: the group <c>sallyport:member</c>.</summary>
    Member,

    /// <summary>The role's rules without any capability.</summary>
    Base,

    /// <summary>The role's rules on cluster-scoped resources (Nodes and the like), for a role assigned below the cluster.</summary>
    ClusterReads,

    /// <summary>Secrets alone.</summary>
    Secrets,

    /// <summary>Reads of Secrets alone, whose answers the agent redacts before they leave the cluster.</summary>
    KeysOnly,

    /// <summary>exec, attach and ephemeral containers alone.</summary>
    Shell,

    /// <summary>exec alone, of commands that a setting lists.</summary>
    Commands,

    /// <summary>pods/portforward alone; for roles that are not read-only, pods/proxy and services/proxy as well.</summary>
    PortForward,

    /// <summary>
    /// The whole role at once, for writes of RBAC objects: kube-apiserver lets nobody write a role that holds more than
    /// the group of the request does.
    /// </summary>
    Everything,
}
