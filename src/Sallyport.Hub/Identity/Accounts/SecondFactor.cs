using System.Globalization;
using Microsoft.AspNetCore.Identity;
using QRCoder;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Accounts;

/// <summary>Codes of an authenticator app (TOTP, RFC 6238), and the recovery codes for when it is lost.</summary>
internal sealed class SecondFactor(UserManager<LocalAccountRow> accounts, LocalAccounts locals, TimeProvider time)
{
    private const int RecoveryCodes = 10;
    private const string Issuer = "Sallyport";

    // A code is taken two steps of 30 s early and two late.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(3);

    /// <summary>Begins to set an app up. Nothing changes at sign-in until <see cref="ConfirmAsync"/>.</summary>
    /// <returns>The key for the app, as text and as a QR code in SVG.</returns>
    public async Task<(string Key, string QrSvg)> BeginAsync(LocalAccountRow account)
    {
        await accounts.ResetAuthenticatorKeyAsync(account);
        return await ShowAsync(account);
    }

    public async Task<(string Key, string QrSvg)> ShowAsync(LocalAccountRow account)
    {
        var key = await accounts.GetAuthenticatorKeyAsync(account) ?? "";
        var uri = $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(account.Id)}?secret={key}&issuer={Issuer}&digits=6";
        using var data = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(data);
        return (key, svg.GetGraphic(4));
    }

    /// <summary>Asks for codes at sign-in from now on, when the app shows the right one.</summary>
    /// <returns>The recovery codes, shown this once; null when the code was wrong.</returns>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(LocalAccountRow account, string code)
    {
        if (!await IsRightAsync(account, code))
        {
            return null;
        }

        await accounts.SetTwoFactorEnabledAsync(account, true);
        return [.. await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) ?? []];
    }

    public async Task EndAsync(LocalAccountRow account)
    {
        await accounts.SetTwoFactorEnabledAsync(account, false);
        await accounts.ResetAuthenticatorKeyAsync(account);
        await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, 0);
    }

    /// <summary>Checks the code of a sign-in: the app's, or a recovery code, which is used up by it.</summary>
    public async Task<PasswordOutcome> CheckAsync(LocalAccountRow account, string code)
    {
        if (await accounts.IsLockedOutAsync(account))
        {
            return PasswordOutcome.Locked;
        }

        if (!await IsRightAsync(account, code) && !(await accounts.RedeemTwoFactorRecoveryCodeAsync(account, code.Trim())).Succeeded)
        {
            return await locals.FailedAsync(account);
        }

        await accounts.ResetAccessFailedCountAsync(account);
        return PasswordOutcome.Right;
    }

    /// <summary>RFC 6238, section 5.2: a code is good once, also while it is still shown.</summary>
    private async Task<bool> IsRightAsync(LocalAccountRow account, string code)
    {
        const string provider = "sallyport", name = "used-codes";
        var plain = code.Replace(" ", "", StringComparison.Ordinal);

        // The library reads a number: with a zero or a sign in front, a used code would look like another.
        if (plain.Length != 6 || !plain.All(char.IsAsciiDigit))
        {
            return false;
        }

        var now = time.GetUtcNow();
        var used = Used(await accounts.GetAuthenticationTokenAsync(account, provider, name), now - Remembered);
        if (used.Any(entry => entry.EndsWith(":" + plain, StringComparison.Ordinal))
            || !await accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, plain))
        {
            return false;
        }

        // Of two who come at once with the same code, one is told that the account has changed.
        used.Add(string.Create(CultureInfo.InvariantCulture, $"{now.ToUnixTimeSeconds()}:{plain}"));
        return (await accounts.SetAuthenticationTokenAsync(account, provider, name, string.Join(' ', used))).Succeeded;
    }

    /// <summary>The codes used since a time, each after the second at which it was used.</summary>
    private static List<string> Used(string? entries, DateTimeOffset since) =>
        [.. (entries ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(entry => long.Parse(entry.AsSpan(0, entry.IndexOf(':', StringComparison.Ordinal)), CultureInfo.InvariantCulture) >= since.ToUnixTimeSeconds())];
}
