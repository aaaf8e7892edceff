namespace Sallyport.Access.Requests;

/// <summary>The one credential that a client shows in its header lines.</summary>
public static class ClientCredential
{
    private const string Scheme = "Bearer ";

    /// <summary>
    /// Finds the bearer token; null when there is none that could be one. Refuses two credentials, of whatever kinds:
    /// hops could choose differently. A token among a WebSocket's subprotocols counts as one, and is never accepted.
    /// </summary>
    public static string? TryRead(IEnumerable<KeyValuePair<string, string>> headers, out string? token)
    {
        ArgumentNullException.ThrowIfNull(headers);
        token = null;
        var credentials = 0;
        foreach (var (name, value) in headers)
        {
            if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            {
                credentials++;
                token = Token(value);
            }
            else if (name.Equals("Sec-WebSocket-Protocol", StringComparison.OrdinalIgnoreCase))
            {
                credentials += UpgradeHandshake.Words(value).Count(UpgradeHandshake.IsBearer);
            }
        }

        if (credentials <= 1)
        {
            return null;
        }

        token = null;
        return "The request carries more than one credential.";
    }

    private static string? Token(string value)
    {
        if (!value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var token = value[Scheme.Length..].Trim(' ');
        return token.Length > 0 && !token.AsSpan().ContainsAnyExceptInRange('!', '~') ? token : null;
    }
}
