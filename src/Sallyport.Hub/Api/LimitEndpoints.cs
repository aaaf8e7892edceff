using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>How long the credentials of the organization may live.</summary>
internal static class LimitEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/validity", ApiAccess.SignedIn, ShowAsync)
            .Says("How long credentials may live.").Answers<ValidityModel>();
        routes.MapChange("PUT", "/validity", SetAsync)
            .Says("Changes how long credentials may live; those that live longer are shortened at once.").Takes<LimitChange>().Answers<ValidityModel>();
    }

    /// <summary>Reads <c>0</c>, which forbids, or a duration.</summary>
    public static long? Seconds(Validity validity, string? text, long longest) => text switch
    {
        null => null,
        "0" => 0,
        _ => (long)Math.Min(validity.Duration(text, TimeSpan.FromSeconds(longest)).TotalSeconds, longest),
    };

    /// <summary>Nobody takes the ground from under their own feet: they could not undo it.</summary>
    public static void DemandNotOwn(ApiCall call, string user, long? longestToken)
    {
        if (longestToken is { } longest && call.Credential is { Use: CredentialUse.Token, Expires: var ends } && call.User == user
            && (longest == 0 || ends is null || ends > call.Service<TimeProvider>().GetUtcNow().AddSeconds(longest)))
        {
            throw ApiProblemException.Conflict("This would end or shorten the token you are signed in with. Sign in with 'sallyport login' first.");
        }
    }

    private static async Task<object?> ShowAsync(ApiCall call)
    {
        await using var database = await call.Service<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync(call.Cancelled);
        return Model(await database.Organization.AsNoTracking().SingleAsync(call.Cancelled));
    }

    private static async Task<object?> SetAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<LimitChange>();
        var validity = new Validity();
        var longest = (long)Validity.LongestToken.TotalSeconds;
        var (token, session) = (Seconds(validity, asked.LongestToken, longest), Seconds(validity, asked.LongestSession, longest));
        validity.Demand(session is null or >= 900, "longestSession is at least 15m: nobody could work otherwise.");
        validity.Demand(token is not null || session is not null || asked.KubeconfigDownload is not null, "Nothing to change: give longestToken, longestSession or kubeconfigDownload.");
        validity.Throw();
        DemandNotOwn(call, call.User, token);
        var before = "";
        var row = await call.RevokeAsync(
            async database =>
            {
                var row = await database.Organization.SingleAsync(call.Cancelled);
                before = Words(row);
                (row.LongestToken, row.LongestSession) = (token ?? row.LongestToken, session ?? row.LongestSession);
                row.KubeconfigDownload = asked.KubeconfigDownload ?? row.KubeconfigDownload;
                await CredentialLimits.ApplyAsync(database, call.Cancelled);
                return row;
            });
        call.Change = $"From {before} to {Words(row)}.";
        return Model(row);
    }

    private static ValidityModel Model(OrganizationRow row) => new(Word(row.LongestToken), Word(row.LongestSession), row.KubeconfigDownload);

    private static string Words(OrganizationRow row) =>
        $"tokens up to {Word(row.LongestToken)}, sessions up to {Word(row.LongestSession)}, kubeconfigs with tokens {(row.KubeconfigDownload ? "allowed" : "off")}";

    /// <summary>A duration as it is asked for.</summary>
    public static string Word(long seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds switch
    {
        0 => "0",
        _ when seconds % 86_400 == 0 => $"{seconds / 86_400}d",
        _ when seconds % 3_600 == 0 => $"{seconds / 3_600}h",
        _ when seconds % 60 == 0 => $"{seconds / 60}m",
        _ => $"{seconds}s",
    }}");
}

/// <summary>How long credentials may live.</summary>
/// <param name="LongestToken">Tokens that are made by hand, as a duration; <c>0</c> forbids them.</param>
/// <param name="LongestSession">Sessions of the console and of command lines, as a duration.</param>
/// <param name="KubeconfigDownload">Whether people may have kubeconfigs with a token in them.</param>
internal sealed record ValidityModel(string LongestToken, string LongestSession, bool KubeconfigDownload);

/// <summary>What is to change of it; what is left out stays.</summary>
internal sealed record LimitChange(string? LongestToken = null, string? LongestSession = null, bool? KubeconfigDownload = null);
