namespace Sallyport.Access.Requests;

/// <summary>
/// A connection upgrade that a client asked for and may ask for: to <c>websocket</c> or <c>SPDY/3.1</c>, on exec, attach
/// or port-forward of a pod and nowhere else. On anything else bytes would flow that nobody understands.
/// </summary>
public sealed class ClientUpgrade
{
    /// <summary>The WebSocket protocol's token.</summary>
    public const string WebSocket = "websocket";

    /// <summary>The SPDY protocol's token.</summary>
    public const string Spdy = "SPDY/3.1";

    private ClientUpgrade(string protocol, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        Protocol = protocol;
        Headers = headers;
    }

    /// <summary><see cref="WebSocket"/> or <see cref="Spdy"/>, written as kube-apiserver's own clients write it.</summary>
    public string Protocol { get; }

    /// <summary>The handshake's lines to send on. SPDY's protocol versions stay one line each.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>Whether this request is one on which an upgrade is possible at all.</summary>
    public static bool IsPossible(KubernetesRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request is { ApiGroup: "", Resource: "pods", Subresource: "exec" or "attach" or "portforward", Name.Length: > 0 };
    }

    /// <summary>
    /// Reads the client's header lines. Null and no refusal: no upgrade is asked for. Otherwise either the upgrade, or
    /// the sentence that refuses it.
    /// </summary>
    public static string? TryRead(
        KubernetesRequest request, IEnumerable<KeyValuePair<string, string>> headers, out ClientUpgrade? upgrade)
    {
        upgrade = null;
        var handshake = UpgradeHandshake.Read(headers);
        if (handshake.Tokens.Count == 0 && !handshake.ConnectionMentionsUpgrade)
        {
            return null;
        }

        // kube-apiserver looks for "upgrade" anywhere in Connection; one that no Upgrade header goes with is an attempt.
        if (handshake.Tokens is not [var token] || !handshake.ConnectionAsksForUpgrade)
        {
            return "The Connection and Upgrade headers do not ask for one upgrade.";
        }

        return TryCheck(request, token, handshake, out upgrade);
    }

    /// <summary>
    /// Checks an upgrade whose protocol was named apart from its header lines, as the agent is told of one.
    /// </summary>
    public static string? TryCheck(
        KubernetesRequest request,
        string protocol,
        IEnumerable<KeyValuePair<string, string>> headers,
        out ClientUpgrade? upgrade) => TryCheck(request, protocol, UpgradeHandshake.Read(headers), out upgrade);

    private static string? TryCheck(
        KubernetesRequest request, string protocol, UpgradeHandshake handshake, out ClientUpgrade? upgrade)
    {
        upgrade = null;
        if (!IsPossible(request))
        {
            return "Only exec, attach and port-forward of a pod are upgraded.";
        }

        var portForward = request.Subresource == "portforward";
        if (protocol.Equals(WebSocket, StringComparison.OrdinalIgnoreCase))
        {
            if (request.Method != "GET")
            {
                return "An upgrade to WebSocket is a GET.";
            }

            if (handshake.WebSocketHeaders(portForward, out var lines) is { } refusal)
            {
                return refusal;
            }

            upgrade = new ClientUpgrade(WebSocket, lines);
            return null;
        }

        if (!protocol.Equals(Spdy, StringComparison.OrdinalIgnoreCase) || request.Method is not ("GET" or "POST"))
        {
            return "Only upgrades to WebSocket and SPDY/3.1 are passed on.";
        }

        if (handshake.SpdyHeaders(portForward, out var spdyLines) is { } spdyRefusal)
        {
            return spdyRefusal;
        }

        upgrade = new ClientUpgrade(Spdy, spdyLines);
        return null;
    }
}
