namespace Sallyport.Access.Installation;

/// <summary>The names that an installed agent goes by in its cluster.</summary>
public static class AgentInstallation
{
    /// <summary>The namespace unless another is asked for.</summary>
    public const string DefaultNamespace = "sallyport-agent";

    /// <summary>The account that may impersonate, and nothing else.</summary>
    public const string Forwarder = "sallyport-forwarder";

    /// <summary>The account that keeps roles and bindings.</summary>
    public const string Reconciler = "sallyport-reconciler";

    /// <summary>The Secret that the agent keeps its key pair and certificate in.</summary>
    public const string KeySecret = "sallyport-agent";

    /// <summary>The Secret that brings the join token and the hub's CA.</summary>
    public const string JoinSecret = "sallyport-join";

    /// <summary>Where the reconciler's token is mounted in the agent's pod.</summary>
    public const string ReconcilerFolder = "/var/run/secrets/sallyport/reconciler";

    /// <summary>Where the join Secret is mounted in the agent's pod.</summary>
    public const string JoinFolder = "/var/run/secrets/sallyport/join";

    /// <summary>The port that the kubelet asks for the pod's health.</summary>
    public const int HealthPort = 8080;
}
