namespace Sallyport.Access.Redaction;

/// <summary>Bytes that are gathered, used and forgotten, in an array that stays.</summary>
internal sealed class ByteBuffer(int limit)
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public void Append(ReadOnlySpan<byte> more)
    {
        more.CopyTo(Grow(more.Length));
        Length += more.Length;
    }

    public void Append(byte more)
    {
        Grow(1)[0] = more;
        Length++;
    }

    /// <summary>Room for so many bytes more, to be counted by <see cref="Advance"/>.</summary>
    public Span<byte> Grow(int count)
    {
        if (count > _bytes.Length - Length)
        {
            if (Length + (long)count > limit)
            {
                throw new RedactionException("It is longer than anything that Kubernetes stores.");
            }

            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(Length + (long)count, 2L * _bytes.Length)));
        }

        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    public void Clear() => Length = 0;
}
