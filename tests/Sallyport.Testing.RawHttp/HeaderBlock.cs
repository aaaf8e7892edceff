using System.Text;

namespace Sallyport.Testing.RawHttp;

/// <summary>
/// Headers as HTTP/2 writes them (RFC 7541): out as literals that nothing compresses, so that any byte can be said; in as a
/// server writes them to a client that allows no dynamic table.
/// </summary>
public static class HeaderBlock
{
    /// <summary>Literal header fields without indexing, without Huffman coding, in the given order.</summary>
    public static byte[] Write(IEnumerable<HeaderField> fields)
    {
        using var block = new MemoryStream();
        foreach (var field in fields)
        {
            block.WriteByte(0);
            WriteText(block, field.Name);
            WriteText(block, field.Value);
        }

        return block.ToArray();
    }

    /// <summary>The headers of a block.</summary>
    /// <exception cref="InvalidDataException">The block is not what a client without a dynamic table may be sent.</exception>
    public static IReadOnlyList<HeaderField> Read(ReadOnlySpan<byte> block)
    {
        var fields = new List<HeaderField>();
        while (block.Length > 0)
        {
            var first = block[0];
            if ((first & 0x80) != 0)
            {
                fields.Add(StaticTable.At(ReadNumber(ref block, 7)));
            }
            else if ((first & 0xE0) == 0x20)
            {
                _ = ReadNumber(ref block, 5);
            }
            else
            {
                var index = ReadNumber(ref block, (first & 0x40) != 0 ? 6 : 4);
                var name = index == 0 ? ReadText(ref block) : StaticTable.At(index).Name;
                fields.Add(new HeaderField(name, ReadText(ref block)));
            }
        }

        return fields;
    }

    private static void WriteText(MemoryStream block, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        WriteNumber(block, bytes.Length, 7);
        block.Write(bytes);
    }

    private static void WriteNumber(MemoryStream block, int number, int bits)
    {
        var most = (1 << bits) - 1;
        if (number < most)
        {
            block.WriteByte((byte)number);
            return;
        }

        block.WriteByte((byte)most);
        for (number -= most; number >= 0x80; number >>= 7)
        {
            block.WriteByte((byte)(number | 0x80));
        }

        block.WriteByte((byte)number);
    }

    private static int ReadNumber(ref ReadOnlySpan<byte> block, int bits)
    {
        var most = (1 << bits) - 1;
        var number = Next(ref block) & most;
        if (number < most)
        {
            return number;
        }

        for (var shift = 0; ; shift += 7)
        {
            var more = Next(ref block);
            number = checked(number + ((more & 0x7F) << shift));
            if ((more & 0x80) == 0)
            {
                return number;
            }
        }
    }

    private static string ReadText(ref ReadOnlySpan<byte> block)
    {
        if (block.Length > 0 && (block[0] & 0x80) != 0)
        {
            throw new InvalidDataException("The server wrote a header in Huffman code, which this reader does not know.");
        }

        var length = ReadNumber(ref block, 7);
        if (length > block.Length)
        {
            throw new InvalidDataException("A header is longer than its block.");
        }

        var text = Encoding.Latin1.GetString(block[..length]);
        block = block[length..];
        return text;
    }

    private static byte Next(ref ReadOnlySpan<byte> block)
    {
        if (block.Length == 0)
        {
            throw new InvalidDataException("The block ends within a header.");
        }

        var next = block[0];
        block = block[1..];
        return next;
    }
}
