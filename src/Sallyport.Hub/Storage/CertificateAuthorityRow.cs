namespace Sallyport.Hub.Storage;

/// <summary>One issuer of certificates; server, agent and user certificates have one each.</summary>
internal sealed class CertificateAuthorityRow
{
    /// <summary><c>server</c>, <c>agent</c> or <c>user</c>.</summary>
    public required string Issuer { get; set; }

    public required string CertificatePem { get; set; }

    public required string PrivateKeyPem { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
