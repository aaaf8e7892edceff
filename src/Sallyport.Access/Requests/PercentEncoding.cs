using System.Buffers;
using System.Text.Unicode;

namespace Sallyport.Access.Requests;

/// <summary>Percent-decoding, once and strictly: whole escapes and valid UTF-8, or nothing.</summary>
internal static class PercentEncoding
{
    private const int OnStack = 512;

    /// <summary>Decodes a raw segment or query value; false for a broken escape or bytes that are no UTF-8.</summary>
    public static bool TryDecode(ReadOnlySpan<char> raw, bool plusIsSpace, out string decoded)
    {
        if (!raw.Contains('%') && !(plusIsSpace && raw.Contains('+')))
        {
            decoded = raw.ToString();
            return true;
        }

        byte[]? rented = null;
        var bytes = raw.Length <= OnStack
            ? stackalloc byte[OnStack]
            : rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        try
        {
            decoded = "";
            return TryUnescape(raw, plusIsSpace, bytes, out var length) && TryText(bytes[..length], out decoded);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented, clearArray: true);
            }
        }
    }

    /// <summary>Whether a two-digit escape starts at this place.</summary>
    public static bool IsEscape(ReadOnlySpan<char> raw, int at) =>
        at + 2 < raw.Length && char.IsAsciiHexDigit(raw[at + 1]) && char.IsAsciiHexDigit(raw[at + 2]);

    private static bool TryUnescape(ReadOnlySpan<char> raw, bool plusIsSpace, Span<byte> bytes, out int length)
    {
        length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            var c = raw[i];
            if (c == '%')
            {
                if (!IsEscape(raw, i))
                {
                    return false;
                }

                bytes[length++] = (byte)((Digit(raw[i + 1]) << 4) | Digit(raw[i + 2]));
                i += 2;
            }
            else
            {
                bytes[length++] = plusIsSpace && c == '+' ? (byte)' ' : (byte)c;
            }
        }

        return true;
    }

    private static bool TryText(ReadOnlySpan<byte> bytes, out string text)
    {
        char[]? rented = null;
        var characters = bytes.Length <= OnStack
            ? stackalloc char[OnStack]
            : rented = ArrayPool<char>.Shared.Rent(bytes.Length);
        try
        {
            var status = Utf8.ToUtf16(bytes, characters, out _, out var written, replaceInvalidSequences: false);
            text = status == OperationStatus.Done ? characters[..written].ToString() : "";
            return status == OperationStatus.Done;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<char>.Shared.Return(rented, clearArray: true);
            }
        }
    }

    private static int Digit(char hex) => char.IsAsciiDigit(hex) ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
