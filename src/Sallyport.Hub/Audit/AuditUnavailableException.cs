namespace Sallyport.Hub.Audit;

/// <summary>An event could not be written down, so what it is about must not happen.</summary>
internal sealed class AuditUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
