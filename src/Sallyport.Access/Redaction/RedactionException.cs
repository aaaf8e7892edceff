namespace Sallyport.Access.Redaction;

/// <summary>
/// An answer that cannot be redacted and so must not be passed on. The message says what is wrong with its form and holds
/// nothing of its content.
/// </summary>
public sealed class RedactionException : Exception
{
    /// <inheritdoc/>
    public RedactionException()
        : this("The answer cannot be redacted.")
    {
    }

    /// <inheritdoc/>
    public RedactionException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public RedactionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
