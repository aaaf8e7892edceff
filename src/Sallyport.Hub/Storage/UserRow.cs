namespace Sallyport.Hub.Storage;

/// <summary>A person or machine user.</summary>
internal sealed class UserRow
{
    public required string Name { get; set; }

    public UserKind Kind { get; set; }

    public bool Disabled { get; set; }

    /// <summary>How long a token of theirs may live, in seconds, where that is less than the organization allows; 0 forbids tokens.</summary>
    public long? LongestToken { get; set; }

    /// <summary>Credentials made before this have no force.</summary>
    public DateTimeOffset NotBefore { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public List<MembershipRow> Memberships { get; } = [];
}

/// <summary>Whether a user is somebody or something.</summary>
internal enum UserKind
{
    Person,

    /// <summary>Automation: it has tokens and no password.</summary>
    Machine,
}

/// <summary>That a user belongs to a group.</summary>
internal sealed class MembershipRow
{
    public required string User { get; set; }

    public required string Group { get; set; }

    /// <summary>The identity provider that says so, refreshed at each sign-in; empty where an admin did.</summary>
    public string Source { get; set; } = "";
}

/// <summary>Something that proves who asks, known by its hash alone.</summary>
internal sealed class CredentialRow
{
    public Guid Id { get; set; }

    /// <summary>SHA-256 of the whole token.</summary>
    public required byte[] Hash { get; set; }

    public CredentialUse Use { get; set; }

    public required string User { get; set; }

    /// <summary>The session or token it was made from, and ends with; null when it stands by itself.</summary>
    public Guid? Parent { get; set; }

    /// <summary>
    /// What asked for it, where it is a token in its own right all the same: whoever takes that back takes this back too. It ends no
    /// later.
    /// </summary>
    public Guid? MadeFrom { get; set; }

    /// <summary>What a refresh token was before it was last exchanged: seen again, it was stolen.</summary>
    public byte[]? PreviousHash { get; set; }

    public DateTimeOffset? Rotated { get; set; }

    /// <summary>How a session began: <c>local</c> or the provider's name; empty when it is none.</summary>
    public string SignedInBy { get; set; } = "";

    /// <summary>Where a session began, for its owner to recognize: address and program.</summary>
    public string Client { get; set; } = "";

    /// <summary>Why it was made, for people: <c>login</c>, <c>kubeconfig</c>.</summary>
    public string Purpose { get; set; } = "";

    public required string CreatedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? Expires { get; set; }
}

/// <summary>What a credential opens.</summary>
internal enum CredentialUse
{
    /// <summary>The gateway and the API: a token made by hand.</summary>
    Token,

    /// <summary>The API alone: what the command line holds for minutes.</summary>
    Api,

    /// <summary>The gateway alone: what kubectl holds for minutes.</summary>
    Gateway,

    /// <summary>The console, as a cookie.</summary>
    Console,

    /// <summary>Nothing but a new pair of itself and an <see cref="Api"/> token.</summary>
    Refresh,

    /// <summary>Nothing but choosing a password, once.</summary>
    Invitation,
}
