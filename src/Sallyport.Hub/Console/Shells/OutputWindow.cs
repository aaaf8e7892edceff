using Sallyport.Hub.Console.Feeds;

namespace Sallyport.Hub.Console.Shells;

/// <summary>
/// What a shell wrote and its page has not confirmed yet, by its place in all that was ever written. When it is full, no
/// more is read from the container.
/// </summary>
/// <param name="capacity">In bytes.</param>
/// <param name="written">Raised when there is more to read.</param>
internal sealed class OutputWindow(int capacity, Signal written)
{
    private readonly Lock _gate = new();
    private readonly byte[] _ring = new byte[capacity];
    private readonly Signal _room = new();
    private long _start;
    private long _end;

    /// <summary>The place after the last byte.</summary>
    public long End
    {
        get
        {
            lock (_gate)
            {
                return _end;
            }
        }
    }

    /// <summary>Adds what was written, as soon as there is room for all of it.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            var room = _room.Next;
            var taken = Take(bytes.Span);
            bytes = bytes[taken..];
            if (taken > 0)
            {
                written.Raise();
            }
            else
            {
                await room.WaitAsync(cancellationToken);
            }
        }
    }

    /// <summary>Copies what is there from a place on.</summary>
    /// <returns>How many bytes were copied.</returns>
    public int Read(long from, Span<byte> into)
    {
        lock (_gate)
        {
            var count = (int)Math.Min(_end - from, into.Length);
            var at = (int)(from % capacity);
            var first = Math.Min(count, capacity - at);
            _ring.AsSpan(at, first).CopyTo(into);
            _ring.AsSpan(0, count - first).CopyTo(into[first..]);
            return count;
        }
    }

    /// <summary>Whether a page can go on from there.</summary>
    public bool Has(long from)
    {
        lock (_gate)
        {
            return from >= _start && from <= _end;
        }
    }

    /// <summary>
    /// Begins again with the oldest that is still here, for a page that has seen nothing of it; what was confirmed since then
    /// has to be confirmed anew.
    /// </summary>
    /// <returns>The place to read from: the first, or the beginning of a line.</returns>
    public long Rewind()
    {
        lock (_gate)
        {
            var oldest = Math.Max(0, _end - capacity);
            for (var at = oldest; oldest > 0 && at < _end; at++)
            {
                if (_ring[at % capacity] == (byte)'\n')
                {
                    oldest = at + 1;
                    break;
                }
            }

            return _start = oldest;
        }
    }

    /// <summary>The page has shown everything before a place. One that was never written is not believed.</summary>
    public void Confirm(long upTo)
    {
        lock (_gate)
        {
            if (upTo <= _start || upTo > _end)
            {
                return;
            }

            _start = upTo;
        }

        _room.Raise();
    }

    private int Take(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            var count = (int)Math.Min(bytes.Length, capacity - (_end - _start));
            var at = (int)(_end % capacity);
            var first = Math.Min(count, capacity - at);
            bytes[..first].CopyTo(_ring.AsSpan(at));
            bytes[first..count].CopyTo(_ring);
            _end += count;
            return count;
        }
    }
}
