namespace Sallyport.Hub.Storage;

/// <summary>An OpenID Connect provider that people may sign in with.</summary>
internal sealed class ProviderRow
{
    /// <summary>Its name in addresses and in the audit.</summary>
    public required string Name { get; set; }

    /// <summary>What its button says.</summary>
    public required string Title { get; set; }

    public required string Issuer { get; set; }

    public required string ClientId { get; set; }

    /// <summary>The client's secret, encrypted by the data protection keys; empty for a public client.</summary>
    public string ProtectedSecret { get; set; } = "";

    /// <summary>Separated by spaces.</summary>
    public required string Scopes { get; set; }

    /// <summary>The claim that names a new user.</summary>
    public required string NameClaim { get; set; }

    /// <summary>The claim that lists groups; empty takes none.</summary>
    public string GroupsClaim { get; set; } = "";

    /// <summary>What goes before the name of a group that no mapping names; null drops such groups.</summary>
    public string? ImportPrefix { get; set; }

    /// <summary>The certificates, in PEM, that its own may be signed by; null for those that this machine trusts.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>Changes with every change, so that each replica takes it up.</summary>
    public Guid Revision { get; set; }

    public List<GroupMappingRow> Mappings { get; } = [];
}

/// <summary>That a provider's group is a group here.</summary>
internal sealed class GroupMappingRow
{
    public required string Provider { get; set; }

    public required string External { get; set; }

    public required string Group { get; set; }
}

/// <summary>Whom an issuer means by a subject. Never a name or a mail address: those are given away again.</summary>
internal sealed class ExternalIdentityRow
{
    public required string Issuer { get; set; }

    public required string Subject { get; set; }

    public required string User { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset LastSignIn { get; set; }
}
