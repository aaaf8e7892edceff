using Microsoft.AspNetCore.DataProtection;

namespace Sallyport.Hub.Identity.Providers;

/// <summary>Keeps client secrets from whoever sees a table without the keys.</summary>
internal sealed class ProviderSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Sallyport.ProviderSecrets");

    public string Close(string secret) => secret.Length == 0 ? "" : _protector.Protect(secret);

    /// <returns>Null for a public client.</returns>
    public string? Open(string closed) => closed.Length == 0 ? null : _protector.Unprotect(closed);
}
