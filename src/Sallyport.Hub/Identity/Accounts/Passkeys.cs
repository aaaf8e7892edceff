using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Accounts;

/// <summary>
/// Passkeys (WebAuthn) of local accounts. The authenticator verifies the person, so one is as good as a password with a
/// second factor. What was asked stays in this browser for minutes, sealed.
/// </summary>
internal sealed class Passkeys(
    IPasskeyHandler<LocalAccountRow> handler, UserManager<LocalAccountRow> accounts, SallyportDbContext database, IDataProtectionProvider protection)
{
    private const int Most = 20;
    private const int LongestName = 60;
    private const string Cookie = "__Host-sallyport-passkey";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Sallyport.Passkeys").ToTimeLimitedDataProtector();

    /// <summary>The options by which the browser makes a new passkey, as JSON.</summary>
    public async Task<string> AskToMakeAsync(HttpContext http, LocalAccountRow account)
    {
        var options = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = account.Id, Name = account.Id, DisplayName = account.Id }, http);
        Remember(http, options.AttestationState);
        return options.CreationOptionsJson;
    }

    /// <summary>Takes the passkey that the browser made.</summary>
    /// <returns>False when it is not what was asked for, or there are too many.</returns>
    public async Task<bool> AddAsync(HttpContext http, LocalAccountRow account, string credential, string name)
    {
        if (Recall(http) is not { } state || (await accounts.GetPasskeysAsync(account)).Count >= Most)
        {
            return false;
        }

        var made = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential, AttestationState = state });
        if (!made.Succeeded || made.UserEntity.Id != account.Id)
        {
            return false;
        }

        made.Passkey.Name = name.Length is > 0 and <= LongestName ? name : "Passkey";
        return (await accounts.AddOrUpdatePasskeyAsync(account, made.Passkey)).Succeeded;
    }

    /// <summary>The options by which the browser shows a passkey, as JSON. Whose, it says itself.</summary>
    public async Task<string> AskToShowAsync(HttpContext http)
    {
        var options = await handler.MakeRequestOptionsAsync(null, http);
        Remember(http, options.AssertionState);
        return options.RequestOptionsJson;
    }

    /// <summary>Whose the passkey is that the browser showed.</summary>
    /// <returns>Null when it is nobody's, or its owner may not sign in.</returns>
    public async Task<LocalAccountRow?> CheckAsync(HttpContext http, string credential)
    {
        if (Recall(http) is not { } state)
        {
            return null;
        }

        var shown = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = state });
        if (!shown.Succeeded || await database.Users.FindAsync(shown.User.Id) is not { Disabled: false })
        {
            return null;
        }

        // Keeps the signature counter, by which a copied authenticator is noticed.
        await accounts.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
        return shown.User;
    }

    public async Task<IReadOnlyList<UserPasskeyInfo>> OfAsync(LocalAccountRow account) => [.. await accounts.GetPasskeysAsync(account)];

    public Task RemoveAsync(LocalAccountRow account, byte[] credentialId) => accounts.RemovePasskeyAsync(account, credentialId);

    private void Remember(HttpContext http, string? state) =>
        http.Response.Cookies.Append(Cookie, _protector.Protect(state ?? "", Life), ForThisHost());

    /// <summary>What was asked, once.</summary>
    private string? Recall(HttpContext http)
    {
        http.Response.Cookies.Delete(Cookie, ForThisHost());
        try
        {
            return http.Request.Cookies[Cookie] is { } cookie ? _protector.Unprotect(cookie) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private static CookieOptions ForThisHost() => new()
    {
        Path = "/",
        Secure = true,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        IsEssential = true,
    };
}
