using Microsoft.AspNetCore.Identity;
using QRCoder;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Accounts;

/// <summary>Codes of an authenticator app (TOTP, RFC 6238), and the recovery codes for when it is lost.</summary>
internal sealed class SecondFactor(UserManager<LocalAccountRow> accounts, LocalAccounts locals)
{
    private const int RecoveryCodes = 10;
    private const string Issuer = "Sallyport";

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
        const string provider = "sallyport", last = "last-code";
        var plain = code.Replace(" ", "", StringComparison.Ordinal);
        if (plain == await accounts.GetAuthenticationTokenAsync(account, provider, last)
            || !await accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, plain))
        {
            return false;
        }

        await accounts.SetAuthenticationTokenAsync(account, provider, last, plain);
        return true;
    }
}
