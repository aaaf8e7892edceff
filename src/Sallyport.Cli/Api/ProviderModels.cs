namespace Sallyport.Cli.Api;

/// <summary>An OpenID Connect provider, without its secret.</summary>
internal sealed record Provider(string Name, string Issuer, string ClientId, Dictionary<string, string[]>? Groups, string RedirectUri);

/// <summary>What is left out takes its default; a secret or a certificate authority that is left out stays.</summary>
internal sealed record ProviderChange(
    string Issuer,
    string ClientId,
    string? ClientSecret,
    string? Title,
    string? Scopes,
    string? NameClaim,
    string? GroupsClaim,
    Dictionary<string, string[]>? Groups,
    string? ImportPrefix,
    string? CertificateAuthority)
{
    /// <summary>Never prints the secret.</summary>
    public override string ToString() => $"{nameof(ProviderChange)} {{ {Issuer} }}";
}

/// <summary>An issuer whose tokens stand for machine users.</summary>
internal sealed record WorkloadIssuer(string Name, string Issuer, string Audience, WorkloadRule[] Rules);

/// <summary>Which tokens stand for which machine user: claims, each to a glob.</summary>
internal sealed record WorkloadRule(string User, Dictionary<string, string> Claims);
