namespace Sallyport.Hub.Gateway;

/// <summary>Counts through frames made of a header, from which the payload's length follows, and that payload.</summary>
internal abstract class FrameCounter : Framing
{
    private readonly byte[] _header = new byte[14];
    private int _headerRead;
    private long _rest;

    public override bool Between => _headerRead == 0 && _rest == 0;

    public override bool FinishesFrame => true;

    public override void Advance(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[Step(bytes)..];
        }
    }

    public override int RestOfFrame(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (taken < bytes.Length && !Between)
        {
            taken += Step(bytes[taken..]);
        }

        return taken;
    }

    /// <summary>The header's whole length, as far as the bytes read so far tell; at least one more than were read while unknown.</summary>
    protected abstract int HeaderLength(ReadOnlySpan<byte> read);

    /// <summary>The payload's length by a whole header.</summary>
    protected abstract long PayloadLength(ReadOnlySpan<byte> header);

    private int Step(ReadOnlySpan<byte> bytes)
    {
        if (_rest > 0)
        {
            var step = (int)Math.Min(_rest, bytes.Length);
            _rest -= step;
            return step;
        }

        _header[_headerRead++] = bytes[0];
        var read = _header.AsSpan(0, _headerRead);
        if (_headerRead == HeaderLength(read))
        {
            _rest = PayloadLength(read);
            _headerRead = 0;
        }

        return 1;
    }
}
