namespace Sallyport.Hub.Storage;

/// <summary>A person or machine user.</summary>
internal sealed class UserRow
{
    public required string Name { get; set; }

    public bool Disabled { get; set; }

    /// <summary>Credentials made before this have no force.</summary>
    public DateTimeOffset NotBefore { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public List<MembershipRow> Memberships { get; } = [];
}

/// <summary>That a user belongs to a group.</summary>
internal sealed class MembershipRow
{
    public required string User { get; set; }

    public required string Group { get; set; }
}

/// <summary>A bearer token, known by its hash alone.</summary>
internal sealed class CredentialRow
{
    public Guid Id { get; set; }

    /// <summary>SHA-256 of the whole token.</summary>
    public required byte[] Hash { get; set; }

    public required string User { get; set; }

    /// <summary>Why it was made, for people: <c>login</c>, <c>kubeconfig</c>.</summary>
    public string Purpose { get; set; } = "";

    public required string CreatedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? Expires { get; set; }
}
