using System.Buffers;

namespace Sallyport.Hub.Console.Feeds.Logs;

/// <summary>Splits a stream into lines. Of a line that is longer than anyone reads, the beginning is kept and the rest passed over.</summary>
internal sealed class LineSplitter(LineSplitter.Taker take) : IDisposable
{
    /// <summary>The longest line that is kept, in bytes.</summary>
    public const int Longest = 16 << 10;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(4 * Longest);
    private int _filled;
    private bool _passingOver;

    /// <summary>Takes a line without its end.</summary>
    public delegate void Taker(ReadOnlySpan<byte> line, bool isCut);

    /// <summary>Reads to the end of the stream. A last line without an end is taken where <paramref name="takeRest"/> says so.</summary>
    public async Task ReadAsync(Stream body, bool takeRest, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(_buffer.AsMemory(_filled), cancellationToken);
            if (read == 0)
            {
                if (takeRest && _filled > 0 && !_passingOver)
                {
                    take(_buffer.AsSpan(0, _filled), false);
                }

                return;
            }

            _filled += read;
            Split();
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Split()
    {
        var start = 0;
        while (_buffer.AsSpan(start, _filled - start).IndexOf((byte)'\n') is >= 0 and var length)
        {
            if (!_passingOver)
            {
                take(_buffer.AsSpan(start, Math.Min(length, Longest)), length > Longest);
            }

            _passingOver = false;
            start += length + 1;
        }

        if (_filled - start > Longest)
        {
            if (!_passingOver)
            {
                take(_buffer.AsSpan(start, Longest), true);
            }

            _passingOver = true;
            start = _filled;
        }

        _buffer.AsSpan(start, _filled - start).CopyTo(_buffer);
        _filled -= start;
    }
}
