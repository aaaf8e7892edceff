using Sallyport.Access.Requests;

namespace Sallyport.Hub.Gateway;

/// <summary>The client's headers: which refuse the request, which go on, and what they ask for.</summary>
internal static class AskedHeaders
{
    private const string ApplyPatch = "application/apply-patch";

    public static Refusal? Check(Exchange exchange)
    {
        if (AskedFraming.Check(exchange) is { } ambiguous)
        {
            return ambiguous;
        }

        if (ForwardedHeaders.Refusal(HeaderLines.Of(exchange.Headers)) is { } refusal)
        {
            return Length(exchange) > RequestLimits.MaxHeadersLength ? Refusal.HeadersTooLong(refusal) : Refusal.NotUnderstood(refusal);
        }

        if (ClientUpgrade.TryRead(exchange.Request!, HeaderLines.Of(exchange.Headers), out var upgrade) is { } upgradeRefusal)
        {
            return Refusal.NotUnderstood(upgradeRefusal);
        }

        if (upgrade is null)
        {
            return ClientUpgrade.IsPossible(exchange.Request!)
                ? Refusal.NotUnderstood("Exec, attach and port-forward need an upgrade to WebSocket or SPDY/3.1.")
                : null;
        }

        exchange.Upgrade = upgrade;
        return exchange.AsksUpgrade ? null : Refusal.NotUnderstood("An upgrade needs HTTP/1.1.");
    }

    private static int Length(Exchange exchange) => HeaderLines.Of(exchange.Headers).Sum(line => line.Key.Length + line.Value.Length);

    /// <summary>Whether the request is a server-side apply, which makes the object when it is not there.</summary>
    public static bool IsApply(Exchange exchange) =>
        exchange.Method == "PATCH"
        && exchange.Headers.ContentType.ToString().AsSpan().TrimStart().StartsWith(ApplyPatch, StringComparison.OrdinalIgnoreCase);

    public static void Copy(Exchange exchange, HttpRequestMessage message)
    {
        foreach (var (name, value) in HeaderLines.Of(exchange.Headers))
        {
            // The body's own length is set by the content.
            if (ForwardedHeaders.OnRequest(name, value, out _) == HeaderFate.Forward
                && !name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
                && !message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }
}
