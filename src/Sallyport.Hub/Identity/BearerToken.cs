using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Sallyport.Hub.Identity;

/// <summary>
/// The bearer tokens of Sallyport: <c>spt_</c>, 43 characters that carry 256 random bits, and 6 of a checksum. The
/// checksum lets a mistyped or invented token be turned away without asking the store, and secret scanners be sure.
/// </summary>
internal static class BearerToken
{
    public const string Prefix = "spt_";

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet);
    private const int RandomLength = 43;
    private const int ChecksumLength = 6;
    private const int Length = 4 + RandomLength + ChecksumLength;

    /// <summary>A new token. 43 characters out of 62 carry 256 bits.</summary>
    public static string Make() => WithChecksum(Prefix + RandomNumberGenerator.GetString(Alphabet, RandomLength));

    public static bool IsWellFormed(ReadOnlySpan<char> token)
    {
        if (token.Length != Length || !token.StartsWith(Prefix, StringComparison.Ordinal)
            || token[Prefix.Length..].ContainsAnyExcept(Allowed))
        {
            return false;
        }

        Span<char> checksum = stackalloc char[ChecksumLength];
        WriteChecksum(token[..^ChecksumLength], checksum);
        return token[^ChecksumLength..].SequenceEqual(checksum);
    }

    /// <summary>What is kept of a token. It is random, so a fast hash keeps it as safe as a slow one.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    private static string WithChecksum(string start) => string.Create(Length, start, static (text, start) =>
    {
        start.CopyTo(text);
        WriteChecksum(start, text[^ChecksumLength..]);
    });

    private static void WriteChecksum(ReadOnlySpan<char> text, Span<char> checksum)
    {
        Span<byte> ascii = stackalloc byte[text.Length];
        Encoding.ASCII.GetBytes(text, ascii);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(ascii, digest);
        var number = BitConverter.ToUInt64(digest) & uint.MaxValue;
        for (var i = 0; i < checksum.Length; i++, number /= 62)
        {
            checksum[i] = Alphabet[(int)(number % 62)];
        }
    }
}
