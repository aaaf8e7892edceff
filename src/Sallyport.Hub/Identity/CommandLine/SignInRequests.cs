using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.CommandLine;

/// <summary>Command lines that wait for somebody to sign them in: by a code sent to this machine's browser, or one that is typed.</summary>
internal sealed class SignInRequests(IDbContextFactory<SallyportDbContext> store, TimeProvider time)
{
    /// <summary>How long a typed code is good for. Phishing with device codes needs time.</summary>
    public static readonly TimeSpan DeviceLife = TimeSpan.FromMinutes(10);

    /// <summary>How often a device may ask.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private const int MostWaiting = 2_000;

    // No vowels, so that no words come of it (RFC 8628, section 6.1).
    private const string CodeLetters = "BCDFGHJKLMNPQRSTVWXZ";
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(2);

    /// <summary>Makes the authorization code of somebody who allowed it (RFC 6749, section 4.1).</summary>
    public async Task<string> AllowAsync(SessionStart who, string redirectUri, string challenge, CancellationToken cancellationToken)
    {
        var code = BearerToken.Make();
        var row = Row(code, who.Client, CodeLife);
        (row.RedirectUri, row.Challenge, row.User, row.SignedInBy) = (redirectUri, challenge, who.User, who.SignedInBy);
        await AddAsync(row, cancellationToken);
        return code;
    }

    /// <summary>Exchanges an authorization code, once, for who allowed it.</summary>
    /// <returns>Null when it is not good, or the verifier is not the challenge's (RFC 7636, section 4.6).</returns>
    public async Task<SessionStart?> RedeemAsync(string code, string redirectUri, string verifier, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(database, code, cancellationToken) is not { UserCode: null, User: { } user } row
            || await database.SignInRequests.Where(r => r.Id == row.Id).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return null;
        }

        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        return row.RedirectUri == redirectUri && verifier.Length is >= 43 and <= 128
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(challenge), Encoding.ASCII.GetBytes(row.Challenge))
            ? new SessionStart(user, row.SignedInBy, row.Client)
            : null;
    }

    /// <summary>Begins a sign-in by a code that a person types (RFC 8628).</summary>
    /// <returns>Null when too many are waiting.</returns>
    public async Task<(string DeviceCode, string UserCode)?> BeginDeviceAsync(string client, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        await database.SignInRequests.Where(r => r.Expires <= now).ExecuteDeleteAsync(cancellationToken);
        if (await database.SignInRequests.CountAsync(cancellationToken) >= MostWaiting)
        {
            return null;
        }

        var code = BearerToken.Make();
        var letters = RandomNumberGenerator.GetString(CodeLetters, 8);
        var row = Row(code, client, DeviceLife);
        row.UserCode = $"{letters[..4]}-{letters[4..]}";
        database.SignInRequests.Add(row);
        await database.SaveChangesAsync(cancellationToken);
        return (code, row.UserCode);
    }

    /// <summary>The device whose code somebody typed, as long as nobody answered it.</summary>
    public async Task<SignInRequestRow?> FindDeviceAsync(string typed, CancellationToken cancellationToken)
    {
        var letters = new string([.. typed.ToUpperInvariant().Where(char.IsAsciiLetter)]);
        if (letters.Length != 8)
        {
            return null;
        }

        var (code, now) = ($"{letters[..4]}-{letters[4..]}", time.GetUtcNow());
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        return await database.SignInRequests.AsNoTracking().SingleOrDefaultAsync(
            r => r.UserCode == code && r.Expires > now && r.User == null && !r.Denied, cancellationToken);
    }

    /// <summary>Allows or denies a device, once.</summary>
    public async Task<bool> AnswerDeviceAsync(Guid id, SessionStart who, bool allow, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        var waiting = database.SignInRequests.Where(r => r.Id == id && r.User == null && !r.Denied);
        return await (allow
            ? waiting.ExecuteUpdateAsync(set => set.SetProperty(r => r.User, who.User).SetProperty(r => r.SignedInBy, who.SignedInBy), cancellationToken)
            : waiting.ExecuteUpdateAsync(set => set.SetProperty(r => r.Denied, true), cancellationToken)) == 1;
    }

    /// <summary>What a device that asks is told; who allowed it, once.</summary>
    public async Task<(DeviceAnswer Answer, SessionStart? Who)> PollDeviceAsync(string code, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(database, code, cancellationToken) is not { UserCode: not null } row)
        {
            return (DeviceAnswer.Expired, null);
        }

        var now = time.GetUtcNow();
        if (row is { User: { } user })
        {
            return await database.SignInRequests.Where(r => r.Id == row.Id).ExecuteDeleteAsync(cancellationToken) == 1
                ? (DeviceAnswer.Allowed, new SessionStart(user, row.SignedInBy, row.Client))
                : (DeviceAnswer.Expired, null);
        }

        var tooSoon = row.Polled is { } polled && now - polled < Interval - TimeSpan.FromSeconds(1);
        await database.SignInRequests.Where(r => r.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Polled, now), cancellationToken);
        return (row.Denied ? DeviceAnswer.Denied : tooSoon ? DeviceAnswer.TooSoon : DeviceAnswer.Waiting, null);
    }

    private async Task<SignInRequestRow?> FindAsync(SallyportDbContext database, string code, CancellationToken cancellationToken)
    {
        if (!BearerToken.IsWellFormed(code))
        {
            return null;
        }

        var (hash, now) = (BearerToken.Hash(code), time.GetUtcNow());
        return await database.SignInRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Hash == hash && r.Expires > now, cancellationToken);
    }

    private SignInRequestRow Row(string code, string client, TimeSpan life)
    {
        var now = time.GetUtcNow();
        return new SignInRequestRow
        {
            Id = Guid.CreateVersion7(now),
            Hash = BearerToken.Hash(code),
            Client = client,
            CreatedAt = now,
            Expires = now + life,
        };
    }

    private async Task AddAsync(SignInRequestRow row, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        database.SignInRequests.Add(row);
        await database.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>What a device that asks is told (RFC 8628, section 3.5).</summary>
internal enum DeviceAnswer
{
    Waiting,
    TooSoon,
    Denied,
    Expired,
    Allowed,
}
