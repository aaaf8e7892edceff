using System.Collections.Frozen;

namespace Sallyport.Access.Requests;

/// <summary>
/// Which header lines pass, in both directions, by allow-list; both the hub and the agent ask it. Names are compared
/// without regard to case. Identity, credentials, cookies and hop-by-hop headers never pass: what the next hop needs of
/// them, it is told anew.
/// </summary>
public static class ForwardedHeaders
{
    /// <summary>What <c>kubectl</c> says of itself; kept in the audit and passed on.</summary>
    public const string KubectlCommand = "Kubectl-Command";

    /// <summary>The id by which <c>kubectl</c> ties the requests of one command together; kept in the audit and passed on.</summary>
    public const string KubectlSession = "Kubectl-Session";

    private static readonly FrozenSet<string> ToCluster = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Accept", "Content-Type", "Content-Length", "User-Agent", "If-None-Match", KubectlCommand, KubectlSession);

    private static readonly FrozenSet<string> ToClient = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Content-Type", "Content-Length", "Content-Encoding", "Audit-Id", "Warning", "Retry-After");

    /// <summary>
    /// The headers that every answer to a Kubernetes client carries: it is nobody else's to keep, and whatever a pod's
    /// web page answers through a proxy sub-resource must not run in a browser.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, string>> OnEveryAnswer { get; } =
    [
        new("Cache-Control", "no-store, private"),
        new("X-Content-Type-Options", "nosniff"),
        new("Content-Security-Policy", "sandbox; default-src 'none'"),
    ];

    /// <summary>
    /// The fate of a client's header line; <paramref name="refusal"/> says why when it is refused, without any of it in
    /// the sentence. The lines of an upgrade's handshake are <see cref="ClientUpgrade"/>'s.
    /// </summary>
    public static HeaderFate OnRequest(string name, string value, out string refusal)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        refusal = "";
        if (ToCluster.Contains(name))
        {
            if (IsPlain(value))
            {
                return HeaderFate.Forward;
            }

            refusal = "A header has a character that is not printable ASCII.";
            return HeaderFate.Refuse;
        }

        refusal = RefusedName(name, value) ?? "";
        return refusal.Length > 0 ? HeaderFate.Refuse : HeaderFate.Drop;
    }

    /// <summary>
    /// The fate of a header line of the cluster's answer. <paramref name="passed"/> is the value to send on: a warning's
    /// is cleaned, since clients print it to terminals; any other that could not be sent as it is refuses the answer.
    /// </summary>
    public static HeaderFate OnResponse(string name, string value, out string passed)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        passed = value;
        if (!ToClient.Contains(name))
        {
            return HeaderFate.Drop;
        }

        if (name.Equals("Warning", StringComparison.OrdinalIgnoreCase))
        {
            passed = VisibleText.Ascii(value);
            return HeaderFate.Forward;
        }

        return IsPlain(value) ? HeaderFate.Forward : HeaderFate.Refuse;
    }

    /// <summary>The sentence for the first header line that refuses a whole request, or null when none does.</summary>
    public static string? Refusal(IEnumerable<KeyValuePair<string, string>> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var length = 0;
        foreach (var (name, value) in headers)
        {
            // What the hub takes must fit into the tunnel: there, a header that is too long ends more than its own request.
            length += name.Length + value.Length;
            if (length > RequestLimits.MaxHeadersLength)
            {
                return "The request's headers are longer than 64 KiB.";
            }

            if (OnRequest(name, value, out var refusal) == HeaderFate.Refuse)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Whether a header's value is of printable ASCII, so that every hop reads the same.</summary>
    internal static bool IsPlain(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static string? RefusedName(string name, string value)
    {
        // Whatever follows: some servers read '_' as '-', and unknown forms may mean something to a later version.
        if (name.StartsWith("impersonate", StringComparison.OrdinalIgnoreCase))
        {
            return "Impersonation headers are not accepted from clients.";
        }

        if (name.StartsWith("sallyport", StringComparison.OrdinalIgnoreCase))
        {
            return "Sallyport's own headers are not accepted from clients.";
        }

        // Kestrel moves a Content-Length that came with chunked encoding here: two lengths, of which hops choose one.
        if (name.Equals("X-Content-Length", StringComparison.OrdinalIgnoreCase))
        {
            return "The request has two lengths.";
        }

        if (name.Equals("HTTP2-Settings", StringComparison.OrdinalIgnoreCase))
        {
            return "An upgrade to HTTP/2 is not accepted.";
        }

        return name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase)
            && !value.Equals("identity", StringComparison.OrdinalIgnoreCase)
                ? "A compressed request body is not accepted."
                : null;
    }
}
