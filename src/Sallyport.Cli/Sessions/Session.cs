namespace Sallyport.Cli.Sessions;

/// <summary>Where somebody is signed in, and with what.</summary>
/// <param name="Server">The hub's console address.</param>
/// <param name="User">The user's name, as the hub said it.</param>
/// <param name="Token">The token for the API: of minutes when there is a refresh token, else one made by hand.</param>
/// <param name="CertificateAuthority">The hub's CA in PEM; null trusts the system's.</param>
internal sealed record Session(Uri Server, string User, string Token, string? CertificateAuthority)
{
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(30);

    /// <summary>Good for one more pair of tokens, once; null for a session with a token made by hand.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>When <see cref="Token"/> ends; null when only the hub knows.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When the session ends, and somebody has to sign in again; null when only the hub knows.</summary>
    public DateTimeOffset? Ends { get; init; }

    /// <summary>Whether the token will do for a request that is sent now.</summary>
    public bool IsFresh(DateTimeOffset now) => RefreshToken is null || now < Expires - Leeway;
}
