namespace Sallyport.Tunnel.Protocol;

/// <summary>Headers that exist on the tunnel alone: never taken from a client, never sent to kube-apiserver.</summary>
public static class TunnelHeaders
{
    /// <summary>The user to impersonate, <c>sallyport:&lt;name&gt;</c>.</summary>
    public const string User = "sallyport-user";

    /// <summary>The one group to impersonate.</summary>
    public const string Group = "sallyport-group";

    /// <summary>The id that the audit's two events share.</summary>
    public const string RequestId = "sallyport-request-id";

    /// <summary>Set on an answer that the agent made itself.</summary>
    public const string AgentRefusal = "sallyport-agent-refusal";

    /// <summary>Set on an answer about Secrets that the agent redacted; without it, the hub passes none on to whoever may see keys only.</summary>
    public const string Redacted = "sallyport-redacted";

    /// <summary>The client's method, on a request to <see cref="TunnelProtocol.UpgradeAuthority"/>.</summary>
    public const string Method = "sallyport-method";

    /// <summary>The protocol to upgrade to: <c>websocket</c> or <c>SPDY/3.1</c>.</summary>
    public const string UpgradeTo = "sallyport-upgrade-to";

    /// <summary>Set on the answer when kube-apiserver switched protocols and raw bytes follow.</summary>
    public const string Upgraded = "sallyport-upgraded";
}
