using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Sallyport.Access.Policy;
using Sallyport.Hub.Identity.Providers;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Workloads;

/// <summary>Gives automation that proves itself by a token of a configured issuer a token of a machine user here (RFC 8693).</summary>
internal sealed class WorkloadExchange(IDbContextFactory<SallyportDbContext> store, CredentialStore credentials, WorkloadKeys keys, TimeProvider time)
{
    /// <summary>How long what it gives lives at most.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private const int LongestToken = 16 * 1024;
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };

    /// <summary>How the tokens an issuer stands behind are marked, so that they end with it.</summary>
    public static string MarkOf(string issuer) => "workload:" + issuer;

    /// <returns>The token, or the sentence that says why there is none: for the audit alone, since strangers ask.</returns>
    public async Task<(IssuedToken? Token, string? User, string Sentence)> TradeAsync(string subjectToken, CancellationToken cancellationToken)
    {
        if (Read(subjectToken) is not { } token)
        {
            return (null, null, "What was to be exchanged is no JSON Web Token.");
        }

        await using var database = await store.CreateDbContextAsync(cancellationToken);
        if (await database.WorkloadIssuers.AsNoTracking().Include(i => i.Rules).SingleOrDefaultAsync(i => i.Issuer == token.Issuer, cancellationToken) is not { } issuer)
        {
            return (null, null, "The token to be exchanged is of an issuer that is not configured.");
        }

        if (await ValidateAsync(subjectToken, issuer, cancellationToken) is not { } claims)
        {
            return (null, null, $"A token of issuer {issuer.Name} is not valid: its signature, audience or time.");
        }

        var users = issuer.Rules.Where(rule => Matches(rule, claims)).Select(rule => rule.User).Distinct(StringComparer.Ordinal).ToArray();
        if (users is not [var name])
        {
            return (null, null, $"A token of issuer {issuer.Name} for {token.Subject} matches {(users.Length == 0 ? "no rule" : "rules of several users")}.");
        }

        if (await database.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Name == name, cancellationToken) is not { Disabled: false, Kind: UserKind.Machine } user)
        {
            return (null, name, $"{name} is disabled or no machine user.");
        }

        // What forbids tokens made by hand, 0, leaves these.
        var ofAll = await database.Organization.Select(o => o.LongestToken).SingleAsync(cancellationToken);
        var longest = new[] { (long)Life.TotalSeconds, ofAll, user.LongestToken ?? 0 }.Where(seconds => seconds > 0).Min();
        var issued = credentials.Add(database, name, "workload", MarkOf(issuer.Name), TimeSpan.FromSeconds(longest));
        database.Credentials.Local.Single(row => row.Id == issued.Id).SignedInBy = MarkOf(issuer.Name);
        await database.SaveChangesAsync(cancellationToken);
        return (issued, name, $"{name} exchanged a token of issuer {issuer.Name} for {token.Subject}, until {issued.Expires:u}.");
    }

    private static JsonWebToken? Read(string token)
    {
        try
        {
            return token.Length <= LongestToken && Handler.CanReadToken(token) ? Handler.ReadJsonWebToken(token) : null;
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    /// <returns>The claims of a token that is valid now; null for any other.</returns>
    private async Task<JsonElement?> ValidateAsync(string token, WorkloadIssuerRow issuer, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            TokenValidationResult result;
            try
            {
                result = await Handler.ValidateTokenAsync(token, Parameters(issuer, await keys.OfAsync(issuer, cancellationToken)));
            }
            catch (InvalidOperationException)
            {
                return null;
            }

            if (result.IsValid)
            {
                return JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(((JsonWebToken)result.SecurityToken).EncodedPayload)).RootElement;
            }

            // The issuer may sign with a new key since.
            if (attempt > 0 || result.Exception is not SecurityTokenSignatureKeyNotFoundException || !keys.Renew(issuer))
            {
                return null;
            }
        }
    }

    private TokenValidationParameters Parameters(WorkloadIssuerRow issuer, IEnumerable<SecurityKey> signingKeys) => new()
    {
        ValidIssuer = issuer.Issuer,
        ValidAudience = issuer.Audience,
        ValidAlgorithms = ProviderOptions.Algorithms,
        IssuerSigningKeys = signingKeys,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ClockSkew = TimeSpan.FromSeconds(30),
        LifetimeValidator = (notBefore, expires, _, parameters) =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            return expires > now - parameters.ClockSkew && !(notBefore > now + parameters.ClockSkew);
        },
    };

    /// <summary>Every matcher of the rule finds its claim, and it is a text that matches whole.</summary>
    private static bool Matches(WorkloadRuleRow rule, JsonElement claims)
    {
        var matchers = PolicyJson.Read<Dictionary<string, string>>(rule.Claims);
        return matchers.Count > 0 && matchers.All(matcher =>
            claims.TryGetProperty(matcher.Key, out var claim) && claim.ValueKind == JsonValueKind.String && Glob.Matches(matcher.Value, claim.GetString()!));
    }
}
