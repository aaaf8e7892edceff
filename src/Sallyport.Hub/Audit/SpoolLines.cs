namespace Sallyport.Hub.Audit;

/// <summary>Reads whole lines out of a segment, from an offset on.</summary>
internal static class SpoolLines
{
    private const int ChunkBytes = 512 * 1024;

    /// <summary>The whole lines of the next chunk, and the offset after them. No line and the same offset: none is whole.</summary>
    /// <param name="path">The segment.</param>
    /// <param name="offset">Where to begin.</param>
    /// <param name="end">Where the segment ends for now.</param>
    public static (IReadOnlyList<ReadOnlyMemory<byte>> Lines, long Next) Read(string path, long offset, long end)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = new byte[Math.Min(ChunkBytes, Math.Max(0, end - offset))];
        var filled = 0;
        while (filled < buffer.Length && RandomAccess.Read(file, buffer.AsSpan(filled), offset + filled) is > 0 and var read)
        {
            filled += read;
        }

        var lines = new List<ReadOnlyMemory<byte>>();
        var start = 0;
        while (buffer.AsSpan(start, filled - start).IndexOf((byte)'\n') is >= 0 and var length)
        {
            lines.Add(buffer.AsMemory(start, length));
            start += length + 1;
        }

        return (lines, offset + start);
    }
}
