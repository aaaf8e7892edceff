using Microsoft.AspNetCore.DataProtection;
using Sallyport.Hub.Identity.Accounts;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Pages;

/// <summary>Remembers, in this browser and for minutes, whose password was right while the second factor is still to come.</summary>
internal sealed class HalfSignIn(IDataProtectionProvider protection, LocalAccounts accounts)
{
    private const string Cookie = "__Host-sallyport-half";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Sallyport.HalfSignIn").ToTimeLimitedDataProtector();

    public void Set(HttpContext http, LocalAccountRow account) => http.Response.Cookies.Append(
        Cookie, _protector.Protect($"{account.Id}\n{account.SecurityStamp}", Life), Options());

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Cookie, Options());

    /// <returns>Null when there is none, it is too old, or the password was changed meanwhile.</returns>
    public async Task<LocalAccountRow?> FindAsync(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { } cookie)
        {
            return null;
        }

        try
        {
            var parts = _protector.Unprotect(cookie).Split('\n');
            return await accounts.FindAsync(parts[0]) is { } account && account.SecurityStamp == parts[1] ? account : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private static CookieOptions Options() => new()
    {
        Path = "/",
        Secure = true,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        IsEssential = true,
    };
}
