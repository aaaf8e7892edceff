using System.Collections.Immutable;

namespace Sallyport.Hub.Gateway;

/// <summary>An answer of the hub's own, as Kubernetes clients read it: what a <c>metav1.Status</c> says.</summary>
/// <param name="Code">The HTTP status.</param>
/// <param name="Reason">Kubernetes' machine-readable reason, such as <c>Forbidden</c>.</param>
/// <param name="Message">One sentence for a person.</param>
internal sealed record Refusal(int Code, string Reason, string Message)
{
    /// <summary>Seconds after which trying again makes sense; null when it does not.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>What was asked for, to fill the Status' details.</summary>
    public RefusalSubject? Subject { get; init; }

    /// <summary>Where all namespaces were asked for: those that would be answered one by one.</summary>
    public ImmutableArray<string> AnsweredIn { get; init; } = [];

    public static Refusal NotUnderstood(string message) => new(400, "BadRequest", message);

    public static Refusal Unauthorized(string message) => new(401, "Unauthorized", message);

    public static Refusal Forbidden(string message, RefusalSubject? subject = null) =>
        new(403, "Forbidden", message) { Subject = subject };

    public static Refusal NotFound(string message) => new(404, "NotFound", message);

    public static Refusal TooLarge(string message) => new(413, "RequestEntityTooLarge", message);

    public static Refusal TargetTooLong(string message) => new(414, "RequestURITooLong", message);

    public static Refusal UnsupportedMediaType(string message) => new(415, "UnsupportedMediaType", message);

    public static Refusal Misdirected(string message) => new(421, "BadRequest", message);

    public static Refusal TooMany(string message, int retryAfter) =>
        new(429, "TooManyRequests", message) { RetryAfter = retryAfter };

    public static Refusal HeadersTooLong(string message) => new(431, "RequestHeaderFieldsTooLarge", message);

    public static Refusal BadGateway(string message) => new(502, "InternalError", message);

    public static Refusal Unavailable(string message, int retryAfter) =>
        new(503, "ServiceUnavailable", message) { RetryAfter = retryAfter };
}

/// <summary>The object a refusal is about.</summary>
/// <param name="ApiGroup">Its API group.</param>
/// <param name="Resource">Its resource.</param>
/// <param name="Name">Its name; empty for a collection.</param>
internal sealed record RefusalSubject(string ApiGroup, string Resource, string Name);
