using System.Net;

namespace Sallyport.Cli.Api;

/// <summary>The hub's refusal, or why it could not be asked; the message is for a person.</summary>
internal sealed class ApiException(string message) : Exception(message)
{
    /// <summary>Whether the hub does not take the session any more.</summary>
    public bool SignInNeeded { get; init; }

    /// <summary>The hub's status; null when it did not answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>What the hub answered, word for word; null when it did not.</summary>
    public string? Body { get; init; }
}
