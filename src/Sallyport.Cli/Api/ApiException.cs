namespace Sallyport.Cli.Api;

/// <summary>The hub's refusal, or why it could not be asked; the message is for a person.</summary>
internal sealed class ApiException(string message) : Exception(message);
