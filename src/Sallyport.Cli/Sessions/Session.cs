namespace Sallyport.Cli.Sessions;

/// <summary>Where the user is signed in.</summary>
/// <param name="Server">The hub's console address.</param>
/// <param name="Token">The gateway token.</param>
/// <param name="CertificateAuthority">The hub's CA in PEM; null trusts the system's.</param>
internal sealed record Session(Uri Server, string Token, string? CertificateAuthority);
