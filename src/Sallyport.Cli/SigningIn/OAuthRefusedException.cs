namespace Sallyport.Cli.SigningIn;

/// <summary>The hub refused a grant (RFC 6749, section 5.2).</summary>
internal sealed class OAuthRefusedException(string error, string message) : Exception(message)
{
    /// <summary>One of the codes that the RFCs list.</summary>
    public string Error => error;
}
