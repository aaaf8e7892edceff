namespace Sallyport.Agent.Forwarding;

/// <summary>Why the agent itself answers instead of kube-apiserver.</summary>
/// <param name="Code">The HTTP status.</param>
/// <param name="Reason">The reason a <c>metav1.Status</c> gives, such as <c>Forbidden</c>.</param>
/// <param name="Message">One sentence, without any header or body bytes in it.</param>
internal sealed record Refusal(int Code, string Reason, string Message)
{
    /// <summary>After how many seconds asking again makes sense; null where it does not.</summary>
    public int? RetryAfterSeconds { get; init; }

    public static Refusal NotUnderstood(string message) => new(StatusCodes.Status400BadRequest, "BadRequest", message);

    public static Refusal Forbidden(string message) => new(StatusCodes.Status403Forbidden, "Forbidden", message);

    public static Refusal BadGateway(string message) => new(StatusCodes.Status502BadGateway, "InternalError", message);

    public static Refusal Timeout(string message) => new(StatusCodes.Status504GatewayTimeout, "Timeout", message);

    public static Refusal NotYet(string message) =>
        new(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", message) { RetryAfterSeconds = 1 };
}
