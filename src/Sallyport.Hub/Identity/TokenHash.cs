using System.Runtime.InteropServices;

namespace Sallyport.Hub.Identity;

/// <summary>A SHA-256 as a value that a dictionary can compare.</summary>
internal readonly record struct TokenHash(ulong A, ulong B, ulong C, ulong D)
{
    public static TokenHash From(ReadOnlySpan<byte> hash)
    {
        var parts = MemoryMarshal.Cast<byte, ulong>(hash);
        return new TokenHash(parts[0], parts[1], parts[2], parts[3]);
    }
}
