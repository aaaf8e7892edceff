using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Sallyport.Hub.Fleet;

/// <summary>One-time join tokens: 256 random bits, kept as their SHA-256.</summary>
internal static class JoinToken
{
    private const string Prefix = "spj_";

    public static TimeSpan Life { get; } = TimeSpan.FromHours(24);

    public static string Make() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
