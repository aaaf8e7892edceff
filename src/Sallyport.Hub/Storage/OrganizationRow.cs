namespace Sallyport.Hub.Storage;

/// <summary>The one organization of an installation, with the counters by which replicas notice each other's changes.</summary>
internal sealed class OrganizationRow
{
    /// <summary>The only id there is.</summary>
    public const int TheId = 1;

    public int Id { get; set; } = TheId;

    /// <summary>Changes when a store is made anew, so that agents do not compare versions of two stores.</summary>
    public Guid Epoch { get; set; }

    /// <summary>Counts up in the transaction of each policy change.</summary>
    public long PolicyVersion { get; set; }

    /// <summary>Counts up when a credential loses its force: revoked, or its user disabled or removed.</summary>
    public long CredentialVersion { get; set; }

    public string AskText { get; set; } = "";

    /// <summary>How long a token made by hand may live, in seconds; 0 forbids them.</summary>
    public long LongestToken { get; set; } = 365 * 24 * 3600;

    /// <summary>How long a session may live, in seconds: after that, people sign in again.</summary>
    public long LongestSession { get; set; } = 12 * 3600;

    /// <summary>Whether kubeconfigs with a token in them may be had.</summary>
    public bool KubeconfigDownload { get; set; } = true;

    /// <summary>SHA-256 of the one-time setup token; null when there is none or it was used.</summary>
    public byte[]? SetupTokenHash { get; set; }

    public DateTimeOffset? SetupTokenExpires { get; set; }
}
