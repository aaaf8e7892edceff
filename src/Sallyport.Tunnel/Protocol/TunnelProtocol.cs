namespace Sallyport.Tunnel.Protocol;

/// <summary>The names that hub and agent agree on.</summary>
public static class TunnelProtocol
{
    /// <summary>The path under the gateway's address that agents dial.</summary>
    public const string Path = "/agent";

    /// <summary>WebSocket subprotocol of a tunnel.</summary>
    public const string TunnelSubprotocol = "sallyport.tunnel.v1";

    /// <summary>WebSocket subprotocol of an enrolment or a renewal.</summary>
    public const string EnrollSubprotocol = "sallyport.enroll.v1";

    /// <summary>The name in the hub's inner certificate.</summary>
    public const string ServerName = "tunnel.sallyport.internal";

    /// <summary>The authority of requests meant for the cluster's kube-apiserver.</summary>
    public const string KubernetesAuthority = "kubernetes.agent";

    /// <summary>The authority of requests meant for the agent itself.</summary>
    public const string ControlAuthority = "control.agent";

    /// <summary>The authority of streams that carry an upgraded connection to kube-apiserver.</summary>
    public const string UpgradeAuthority = "upgrade.agent";

    /// <summary>The control path that answers <see cref="AgentFacts"/>.</summary>
    public const string FactsPath = "/v1/facts";

    /// <summary>The control path that streams <see cref="NamespaceReport"/> lines.</summary>
    public const string NamespacesPath = "/v1/namespaces";

    /// <summary>The control path that takes the wanted set and answers <see cref="WantedAck"/>.</summary>
    public const string WantedPath = "/v1/wanted";
}
