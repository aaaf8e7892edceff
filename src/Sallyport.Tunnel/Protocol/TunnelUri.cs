namespace Sallyport.Tunnel.Protocol;

/// <summary>Addresses of requests that go down a tunnel.</summary>
public static class TunnelUri
{
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>The address of a Kubernetes request; <paramref name="target"/> reaches the agent byte for byte.</summary>
    /// <param name="target">Path and query as they go on the wire.</param>
    public static Uri Kubernetes(string target) => Make(TunnelProtocol.KubernetesAuthority, target);

    /// <summary>The address of an upgrade; <paramref name="target"/> reaches the agent byte for byte.</summary>
    /// <param name="target">Path and query as they go on the wire.</param>
    public static Uri Upgrade(string target) => Make(TunnelProtocol.UpgradeAuthority, target);

    /// <summary>The address of a control request.</summary>
    /// <param name="path">One of the control paths.</param>
    public static Uri Control(string path) => Make(TunnelProtocol.ControlAuthority, path);

    private static Uri Make(string authority, string target)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        if (target[0] != '/')
        {
            throw new ArgumentException("A target starts with a slash.", nameof(target));
        }

        return new Uri($"http://{authority}{target}", Verbatim);
    }
}
