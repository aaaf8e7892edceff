using System.Buffers;
using System.Buffers.Text;

namespace Sallyport.Access.Redaction;

/// <summary>Writes JSON from what was parsed.</summary>
internal static class JsonWriting
{
    private static readonly SearchValues<byte> Escaped =
        SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(i => (byte)i)]);

    /// <summary>Writes a text of UTF-8 with its quotes.</summary>
    public static void Text(ByteBuffer to, ReadOnlySpan<byte> text)
    {
        to.Append((byte)'"');
        Content(to, text);
        to.Append((byte)'"');
    }

    /// <summary>Writes a text of UTF-8 as it stands between quotes.</summary>
    public static void Content(ByteBuffer to, ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny(Escaped) is var at and >= 0)
        {
            to.Append(text[..at]);
            Escape(to, text[at]);
            text = text[(at + 1)..];
        }

        to.Append(text);
    }

    public static void Number(ByteBuffer to, long number)
    {
        Utf8Formatter.TryFormat(number, to.Grow(20), out var written);
        to.Advance(written);
    }

    /// <summary>Writes a comma where something stands already.</summary>
    public static void Comma(ByteBuffer to, bool needed)
    {
        if (needed)
        {
            to.Append((byte)',');
        }
    }

    private static void Escape(ByteBuffer to, byte character)
    {
        to.Append((byte)'\\');
        switch (character)
        {
            case (byte)'"' or (byte)'\\':
                to.Append(character);
                break;
            case (byte)'\n':
                to.Append((byte)'n');
                break;
            default:
                to.Append("u00"u8);
                to.Append("0123456789abcdef"u8[character >> 4]);
                to.Append("0123456789abcdef"u8[character & 15]);
                break;
        }
    }
}
