namespace Sallyport.Tunnel.Upgrades;

/// <summary>
/// The client's side of a SPDY/3.1 exec that has no input. The kubelet counts a client's streams and does not look at which
/// they are, so a client could open one for input where it asked for none; but whatever it opens, what it sends there is a
/// data frame, and a client without input has none to send but empty ones that end a stream.
/// </summary>
/// <remarks>Frames as in the SPDY protocol, draft 3.1, section 2.2: eight bytes of header, of which the last three are the length.</remarks>
/// <param name="client">The client's stream; it stays the caller's.</param>
public sealed class InputlessSpdyStream(DuplexStream client) : DuplexStream
{
    private const int HeaderLength = 8;
    private const int Version = 3;
    private const int ShortestOpening = 10;
    private readonly byte[] _header = new byte[HeaderLength];
    private int _headerRead;
    private int _payloadLeft;

    /// <inheritdoc/>
    public override bool CanCompleteWrites => client.CanCompleteWrites;

    /// <inheritdoc/>
    public override ValueTask CompleteWritesAsync(CancellationToken cancellationToken) => client.CompleteWritesAsync(cancellationToken);

    /// <inheritdoc/>
    public override void Abort() => client.Abort();

    /// <summary>Reads what the client sends.</summary>
    /// <exception cref="IOException">It sent input, or a frame in which servers could find some.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await client.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Look(buffer.Span[..read]);
        return read;
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        client.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => client.FlushAsync(cancellationToken);

    private void Look(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_payloadLeft > 0)
            {
                var step = Math.Min(_payloadLeft, bytes.Length);
                _payloadLeft -= step;
                bytes = bytes[step..];
                continue;
            }

            _header[_headerRead++] = bytes[0];
            bytes = bytes[1..];
            if (_headerRead < HeaderLength)
            {
                continue;
            }

            _headerRead = 0;
            _payloadLeft = (_header[5] << 16) | (_header[6] << 8) | _header[7];
            var isControl = (_header[0] & 0x80) != 0;
            if (isControl ? !IsNeeded(_header, _payloadLeft) : _payloadLeft > 0)
            {
                throw new IOException("The client sent input, or what could hide some, to a command that takes none.");
            }
        }
    }

    /// <summary>Whether a control frame is one that a client without input needs, of the length that it has.</summary>
    private static bool IsNeeded(ReadOnlySpan<byte> header, int length) =>
        (((header[0] & 0x7F) << 8) | header[1]) == Version && ((header[2] << 8) | header[3]) switch
        {
            1 => length >= ShortestOpening, // SYN_STREAM: what follows its ten bytes is compressed and of any length
            3 => length == 8, // RST_STREAM
            6 => length == 4, // PING
            7 => length == 8, // GOAWAY
            9 => length == 8, // WINDOW_UPDATE
            _ => false,
        };
}
