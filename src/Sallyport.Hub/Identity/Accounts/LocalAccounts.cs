using Microsoft.AspNetCore.Identity;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Accounts;

/// <summary>The accounts of people who sign in with a password here.</summary>
internal sealed class LocalAccounts(UserManager<LocalAccountRow> accounts, SallyportDbContext database, IPasswordHasher<LocalAccountRow> hasher)
{
    public const int ShortestPassword = 12;

    /// <summary>Hashing takes as long as its text is.</summary>
    public const int LongestPassword = 256;

    private static readonly LocalAccountRow Nobody = new() { Id = "", UserName = "" };
    private static string? _nobodysHash;

    /// <summary>Says whether somebody's password is right, and counts the failures.</summary>
    public async Task<PasswordAnswer> CheckAsync(string name, string password)
    {
        if (password.Length > LongestPassword || !UserName.IsValid(name)
            || await accounts.FindByNameAsync(name) is not { PasswordHash: not null } account)
        {
            // As much work as for somebody who is there, so that the time tells nothing.
            _nobodysHash ??= hasher.HashPassword(Nobody, "no password");
            hasher.VerifyHashedPassword(Nobody, _nobodysHash, password[..Math.Min(password.Length, LongestPassword)]);
            return new PasswordAnswer(PasswordOutcome.Wrong, null);
        }

        if (await accounts.IsLockedOutAsync(account))
        {
            hasher.VerifyHashedPassword(account, account.PasswordHash, password);
            return new PasswordAnswer(PasswordOutcome.Locked, account);
        }

        if (!await accounts.CheckPasswordAsync(account, password))
        {
            return new PasswordAnswer(await FailedAsync(account), account);
        }

        if (await database.Users.FindAsync(account.Id) is not { Disabled: false })
        {
            return new PasswordAnswer(PasswordOutcome.Disabled, account);
        }

        if (account.TwoFactorEnabled)
        {
            return new PasswordAnswer(PasswordOutcome.NeedsCode, account);
        }

        await accounts.ResetAccessFailedCountAsync(account);
        return new PasswordAnswer(PasswordOutcome.Right, account);
    }

    /// <summary>Counts a failure; of a second factor too, so that a known password gives no endless guesses at it.</summary>
    /// <returns>Whether this one locked the account.</returns>
    public async Task<PasswordOutcome> FailedAsync(LocalAccountRow account)
    {
        await accounts.AccessFailedAsync(account);
        return await accounts.IsLockedOutAsync(account) ? PasswordOutcome.JustLocked : PasswordOutcome.Wrong;
    }

    public Task<LocalAccountRow?> FindAsync(string name) => accounts.FindByIdAsync(name);

    /// <returns>What is wrong with a password that somebody chose; empty when nothing is.</returns>
    public async Task<IReadOnlyList<string>> ProblemsAsync(string name, string password)
    {
        if (password.Length > LongestPassword)
        {
            return [$"A password has at most {LongestPassword} characters."];
        }

        List<string> problems = password.Contains(name, StringComparison.OrdinalIgnoreCase) ? ["The password contains your name."] : [];
        foreach (var validator in accounts.PasswordValidators)
        {
            var result = await validator.ValidateAsync(accounts, new LocalAccountRow { Id = name, UserName = name }, password);
            problems.AddRange(result.Errors.Select(error => error.Description));
        }

        return problems;
    }

    /// <summary>A new account, to be added where its user is.</summary>
    public LocalAccountRow Make(string name, string password)
    {
        var account = new LocalAccountRow
        {
            Id = name,
            UserName = name,
            NormalizedUserName = accounts.NormalizeName(name),
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = true,
        };
        account.PasswordHash = hasher.HashPassword(account, password);
        return account;
    }

    /// <summary>Sets a password that <see cref="ProblemsAsync"/> finds nothing wrong with, and ends a lockout.</summary>
    public async Task SetPasswordAsync(string name, string password)
    {
        if (await accounts.FindByIdAsync(name) is not { } account)
        {
            database.LocalAccounts.Add(Make(name, password));
            await database.SaveChangesAsync();
            return;
        }

        account.PasswordHash = hasher.HashPassword(account, password);
        (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        await accounts.UpdateSecurityStampAsync(account);
    }
}

/// <summary>What came of a password.</summary>
internal sealed record PasswordAnswer(PasswordOutcome Outcome, LocalAccountRow? Account);

/// <summary>What came of a password, or of a second factor.</summary>
internal enum PasswordOutcome
{
    Right,
    Wrong,

    /// <summary>Wrong, and once too often.</summary>
    JustLocked,
    Locked,
    Disabled,

    /// <summary>Right, and a second factor is wanted.</summary>
    NeedsCode,
}
