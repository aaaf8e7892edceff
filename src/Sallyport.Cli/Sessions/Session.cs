namespace Sallyport.Cli.Sessions;

/// <summary>Where somebody is signed in, and with what.</summary>
/// <param name="Server">The hub's console address.</param>
/// <param name="User">The user's name, as the hub said it.</param>
/// <param name="Token">The token for the API.</param>
/// <param name="CertificateAuthority">The hub's CA in PEM; null trusts the system's.</param>
internal sealed record Session(Uri Server, string User, string Token, string? CertificateAuthority);
