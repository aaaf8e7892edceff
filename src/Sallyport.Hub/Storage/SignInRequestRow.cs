namespace Sallyport.Hub.Storage;

/// <summary>A command line that waits for somebody to sign it in.</summary>
internal sealed class SignInRequestRow
{
    public Guid Id { get; set; }

    /// <summary>SHA-256 of the code by which the command line fetches its session, once.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>What the person types (RFC 8628); null for an authorization code.</summary>
    public string? UserCode { get; set; }

    /// <summary>The PKCE challenge; empty for a device code.</summary>
    public string Challenge { get; set; } = "";

    public string RedirectUri { get; set; } = "";

    /// <summary>Who asks, as far as can be told: program and address.</summary>
    public string Client { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset Expires { get; set; }

    /// <summary>When a device last asked; it must not ask too often.</summary>
    public DateTimeOffset? Polled { get; set; }

    public bool Denied { get; set; }

    /// <summary>Who allowed it; null while nobody did.</summary>
    public string? User { get; set; }

    /// <summary>How they had signed in.</summary>
    public string SignedInBy { get; set; } = "";
}
