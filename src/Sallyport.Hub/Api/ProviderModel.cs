using Sallyport.Hub.Identity.Providers;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>An OpenID Connect provider as the API shows it.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="Title">What people read on the page where they sign in.</param>
/// <param name="Issuer">Its issuer, as its metadata says.</param>
/// <param name="ClientId">The client that the hub is there.</param>
/// <param name="HasSecret">Whether it was given a secret.</param>
/// <param name="Scopes">What is asked for.</param>
/// <param name="NameClaim">The claim that names a new user.</param>
/// <param name="GroupsClaim">The claim that lists groups.</param>
/// <param name="ImportPrefix">The prefix of groups that are taken without being mapped.</param>
/// <param name="Groups">Its groups, to groups here.</param>
/// <param name="RedirectUri">What to register with it.</param>
/// <param name="CertificateAuthority">The certificates, in PEM, that its own may be signed by; left out where this machine's are.</param>
internal sealed record ProviderModel(
    string Name,
    string Title,
    string Issuer,
    string ClientId,
    bool HasSecret,
    string Scopes,
    string NameClaim,
    string GroupsClaim,
    string? ImportPrefix,
    IReadOnlyDictionary<string, string[]> Groups,
    string RedirectUri,
    string? CertificateAuthority)
{
    public static ProviderModel From(ProviderRow row, HostString host) => new(
        row.Name,
        row.Title,
        row.Issuer,
        row.ClientId,
        row.ProtectedSecret.Length > 0,
        row.Scopes,
        row.NameClaim,
        row.GroupsClaim,
        row.ImportPrefix,
        row.Mappings.GroupBy(mapping => mapping.External).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => pair.Select(mapping => mapping.Group).Order(StringComparer.Ordinal).ToArray()),
        $"https://{host}{ProviderOptions.CallbackOf(row.Name)}",
        row.CertificateAuthority);
}

/// <summary>What a provider is to be. A secret or certificates that are left out stay; an empty text takes them away.</summary>
internal sealed record ProviderChange(
    string Issuer, string ClientId, string? Title = null, string? ClientSecret = null, string? Scopes = null, string? NameClaim = null,
    string? GroupsClaim = null, Dictionary<string, string[]>? Groups = null, string? ImportPrefix = null,
    string? CertificateAuthority = null)
{
    /// <summary>Never prints the secret.</summary>
    public override string ToString() => $"{nameof(ProviderChange)} {{ {Issuer} }}";
}
