namespace Sallyport.Consoles.Circuits;

/// <summary>Lengths of seven bits a byte, the lowest first, as SignalR writes them before a message and Blazor before a text.</summary>
internal static class Framing
{
    /// <returns>-1 while the length is not whole; <paramref name="used"/> says how many bytes it took.</returns>
    public static int ReadLength(ReadOnlySpan<byte> bytes, out int used)
    {
        var length = 0;
        for (used = 0; used < bytes.Length;)
        {
            var part = bytes[used];
            length |= (part & 0x7f) << (7 * used++);
            if (part < 0x80)
            {
                return length;
            }
        }

        return -1;
    }

    public static int WriteLength(Span<byte> bytes, int length)
    {
        var used = 0;
        for (; length >= 0x80; length >>= 7)
        {
            bytes[used++] = (byte)(length | 0x80);
        }

        bytes[used++] = (byte)length;
        return used;
    }
}
