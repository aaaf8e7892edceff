using System.Buffers;

namespace Sallyport.Access.Redaction;

/// <summary>Writes the sizes of a Secret's values, a line for each key, as they stand in an annotation's text.</summary>
internal static class ValueSizes
{
    private static readonly SearchValues<byte> KeyCharacters =
        SearchValues.Create("-._ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8);

    public static void Name(ByteBuffer to, ReadOnlySpan<byte> key)
    {
        to.Append(to.Length > 0 ? "\\n"u8 : default);

        // No key of a stored Secret has anything else in it; one that had could write lines of its own.
        to.Append(key.ContainsAnyExcept(KeyCharacters) ? "?"u8 : key);
        to.Append(": "u8);
    }

    /// <summary>Writes the length of a value of so many base64 digits, padding not counted.</summary>
    public static void Length(ByteBuffer to, long digits)
    {
        JsonWriting.Number(to, digits * 3 / 4);
        to.Append(" bytes"u8);
    }
}
