using System.Text.Json;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Providers;

/// <summary>What a provider says of somebody, read with suspicion: what has not the expected form is not guessed at.</summary>
/// <param name="Subject">Who they are to the provider.</param>
/// <param name="Name">The name they would have here; null when the claim is missing or gives no name that may be had.</param>
/// <param name="Groups">Groups here, after the mapping.</param>
/// <param name="Note">Why there are no groups though the claim was there; null otherwise.</param>
internal sealed record ProviderClaims(string Subject, string? Name, IReadOnlyList<string> Groups, string? Note)
{
    /// <summary>More than this is a provider's overage, or an attack on the policy's size.</summary>
    public const int MostGroups = 200;

    private const int LongestText = 255;

    /// <param name="provider">With its mappings.</param>
    /// <param name="idToken">The validated token's claims.</param>
    /// <param name="userInfo">What the user-info endpoint adds, for the same subject.</param>
    /// <returns>Null when there is no subject.</returns>
    public static ProviderClaims? Read(ProviderRow provider, JsonElement idToken, JsonElement? userInfo)
    {
        JsonElement? Claim(string name) =>
            idToken.TryGetProperty(name, out var own) ? own
            : userInfo is { } more && more.TryGetProperty(name, out var added) ? added
            : null;

        if (Text(Claim("sub")) is not { } subject)
        {
            return null;
        }

        var (groups, note) = provider.GroupsClaim.Length == 0 ? ([], null) : ReadGroups(provider, Claim);
        return new ProviderClaims(subject, ReadName(provider, Claim), groups, note);
    }

    private static string? ReadName(ProviderRow provider, Func<string, JsonElement?> claim)
    {
        // Anyone can claim to have any address that nobody has looked at.
        if (provider.NameClaim == "email" && claim("email_verified") is not { ValueKind: JsonValueKind.True })
        {
            return null;
        }

        // ASCII alone is folded: what only looks like a name is none.
        var name = Text(claim(provider.NameClaim)) is { } text ? string.Create(text.Length, text, static (folded, text) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                folded[i] = char.IsAsciiLetterUpper(text[i]) ? (char)(text[i] | 0x20) : text[i];
            }
        }) : "";
        return UserName.IsValid(name) ? name : null;
    }

    private static (IReadOnlyList<string> Groups, string? Note) ReadGroups(ProviderRow provider, Func<string, JsonElement?> claim)
    {
        if (claim("_claim_names") is { ValueKind: JsonValueKind.Object } elsewhere && elsewhere.TryGetProperty(provider.GroupsClaim, out _))
        {
            return ([], "The provider keeps the groups elsewhere, because there are too many (_claim_names): none are taken.");
        }

        if (claim(provider.GroupsClaim) is not { } listed)
        {
            return ([], null);
        }

        if (listed.ValueKind != JsonValueKind.Array || listed.EnumerateArray().Any(group => group.ValueKind != JsonValueKind.String))
        {
            return ([], $"The claim {provider.GroupsClaim} is not a list of names: no groups are taken.");
        }

        if (listed.GetArrayLength() > MostGroups)
        {
            return ([], $"The claim {provider.GroupsClaim} lists {listed.GetArrayLength()} groups, more than {MostGroups}: none are taken.");
        }

        return ([.. listed.EnumerateArray().SelectMany(group => Mapped(provider, group.GetString()!)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], null);
    }

    private static string[] Mapped(ProviderRow provider, string external)
    {
        var mapped = provider.Mappings.Where(mapping => mapping.External == external).Select(mapping => mapping.Group).ToArray();
        return mapped.Length > 0 ? mapped
            : provider.ImportPrefix is { } prefix && UserName.IsValid(external) && UserName.IsValid(prefix + external) ? [prefix + external]
            : [];
    }

    private static string? Text(JsonElement? claim) =>
        claim is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 and <= LongestText } value ? value : null;
}
