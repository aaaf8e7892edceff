namespace Sallyport.Hub.Identity;

/// <summary>Whether a token is in force cannot be told now; the request is refused, and may be tried again.</summary>
internal sealed class CredentialsUnavailableException(string message, Exception? inner) : Exception(message, inner);
