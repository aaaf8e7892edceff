namespace Sallyport.Access.Requests;

/// <summary>The header lines of a handshake, read once and held against what Kubernetes' clients and servers speak.</summary>
internal sealed class UpgradeHandshake
{
    private const string BearerPrefix = "base64url.bearer.authorization.k8s.io.";

    private readonly List<string> _keys = [];
    private readonly List<string> _versions = [];
    private readonly List<string> _subprotocols = [];
    private readonly List<string> _streamVersions = [];

    private UpgradeHandshake() { }

    /// <summary>What the Upgrade headers name.</summary>
    public List<string> Tokens { get; } = [];

    /// <summary>Whether "upgrade" stands anywhere in a Connection header, as a word or within one.</summary>
    public bool ConnectionMentionsUpgrade { get; private set; }

    /// <summary>Whether a Connection header names Upgrade.</summary>
    public bool ConnectionAsksForUpgrade { get; private set; }

    public static UpgradeHandshake Read(IEnumerable<KeyValuePair<string, string>> headers)
    {
        var handshake = new UpgradeHandshake();
        foreach (var (name, value) in headers)
        {
            handshake.Take(name, value);
        }

        return handshake;
    }

    /// <summary>Whether a client offers a credential among its subprotocols; it is never passed on.</summary>
    public static bool IsBearer(string subprotocol) => subprotocol.StartsWith(BearerPrefix, StringComparison.Ordinal);

    /// <summary>The words of a list that commas separate.</summary>
    public static string[] Words(string value) =>
        value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public string? WebSocketHeaders(bool portForward, out IReadOnlyList<KeyValuePair<string, string>> lines)
    {
        lines = [];
        if (_versions is not ["13"] || _keys is not [var key] || !IsKey(key))
        {
            return "The WebSocket handshake has not one key and version 13.";
        }

        var offered = _subprotocols.Where(p => !IsBearer(p)).ToList();
        if (offered.Count == 0 || !offered.All(p => IsSubprotocol(p, portForward)))
        {
            return "The WebSocket handshake offers no subprotocol, or an unknown one.";
        }

        lines =
        [
            new("Sec-WebSocket-Key", key),
            new("Sec-WebSocket-Version", "13"),
            new("Sec-WebSocket-Protocol", string.Join(", ", offered)),
        ];
        return null;
    }

    public string? SpdyHeaders(bool portForward, out IReadOnlyList<KeyValuePair<string, string>> lines)
    {
        lines = [];
        if (_streamVersions.Count == 0 || !_streamVersions.All(v => IsStreamVersion(v, portForward)))
        {
            return "The SPDY handshake offers no stream protocol, or an unknown one.";
        }

        lines = [.. _streamVersions.Select(v => new KeyValuePair<string, string>("X-Stream-Protocol-Version", v))];
        return null;
    }

    private static bool IsSubprotocol(string subprotocol, bool portForward) => subprotocol is
        "v5.channel.k8s.io" or "v4.channel.k8s.io" or "v3.channel.k8s.io" or "v2.channel.k8s.io" or "channel.k8s.io"
        or "v4.base64.channel.k8s.io" or "base64.channel.k8s.io"
        || (portForward && subprotocol is "SPDY/3.1+portforward.k8s.io");

    private static bool IsStreamVersion(string version, bool portForward) => portForward
        ? version is "portforward.k8s.io"
        : version is "v5.channel.k8s.io" or "v4.channel.k8s.io" or "v3.channel.k8s.io" or "v2.channel.k8s.io"
            or "channel.k8s.io";

    private static bool IsKey(string key)
    {
        Span<byte> bytes = stackalloc byte[24];
        return key.Length == 24 && Convert.TryFromBase64String(key, bytes, out var count) && count == 16;
    }

    private void Take(string name, string value)
    {
        if (name.Equals("Upgrade", StringComparison.OrdinalIgnoreCase))
        {
            Tokens.AddRange(Words(value));
        }
        else if (name.Equals("Connection", StringComparison.OrdinalIgnoreCase))
        {
            ConnectionMentionsUpgrade |= value.Contains("upgrade", StringComparison.OrdinalIgnoreCase);
            ConnectionAsksForUpgrade |= Words(value).Contains("upgrade", StringComparer.OrdinalIgnoreCase);
        }
        else if (name.Equals("Sec-WebSocket-Key", StringComparison.OrdinalIgnoreCase))
        {
            _keys.Add(value);
        }
        else if (name.Equals("Sec-WebSocket-Version", StringComparison.OrdinalIgnoreCase))
        {
            _versions.Add(value);
        }
        else if (name.Equals("Sec-WebSocket-Protocol", StringComparison.OrdinalIgnoreCase))
        {
            _subprotocols.AddRange(Words(value));
        }
        else if (name.Equals("X-Stream-Protocol-Version", StringComparison.OrdinalIgnoreCase))
        {
            _streamVersions.AddRange(Words(value));
        }
    }
}
