namespace Sallyport.Hub.Storage;

/// <summary>An issuer whose tokens stand for automation: a CI system, a cluster's service accounts.</summary>
internal sealed class WorkloadIssuerRow
{
    public required string Name { get; set; }

    public required string Issuer { get; set; }

    /// <summary>What its tokens must be made for.</summary>
    public required string Audience { get; set; }

    /// <summary>The keys it signs with, as a JSON Web Key Set (RFC 7517); null where it publishes them.</summary>
    public string? Keys { get; set; }

    /// <summary>The certificates, in PEM, that its own may be signed by; null for those that this machine trusts.</summary>
    public string? CertificateAuthority { get; set; }

    public List<WorkloadRuleRow> Rules { get; } = [];
}

/// <summary>Which of an issuer's tokens stand for which machine user.</summary>
internal sealed class WorkloadRuleRow
{
    public Guid Id { get; set; }

    public required string Issuer { get; set; }

    public required string User { get; set; }

    /// <summary>JSON object: claim to the glob it must match. All must.</summary>
    public required string Claims { get; set; }
}
