using Microsoft.IdentityModel.Tokens;

namespace Sallyport.Hub.Identity.Workloads;

/// <summary>The keys of an issuer that nobody here can reach, given with its definition (a JSON Web Key Set, RFC 7517).</summary>
internal static class InlineKeys
{
    private const int Longest = 32 * 1024;

    public const string Rule = "a JSON Web Key Set of public RSA and EC keys";

    public static bool IsValid(string keys)
    {
        try
        {
            return keys.Length <= Longest
                && JsonWebKeySet.Create(keys).Keys is { Count: > 0 } all
                && all.All(key => key.Kty is JsonWebAlgorithmsKeyTypes.RSA or JsonWebAlgorithmsKeyTypes.EllipticCurve && key.D is null)
                && Read(keys).Count == all.Count;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static IReadOnlyCollection<SecurityKey> Read(string keys) => [.. JsonWebKeySet.Create(keys).GetSigningKeys()];
}
