namespace Sallyport.Testing.RawHttp;

/// <summary>The types of frames that a client of RFC 9113 has to do with; any other byte may be sent too.</summary>
public enum Http2FrameType : byte
{
    Data = 0,
    Headers = 1,
    Priority = 2,
    ResetStream = 3,
    Settings = 4,
    PushPromise = 5,
    Ping = 6,
    GoAway = 7,
    WindowUpdate = 8,
    Continuation = 9,
}

/// <summary>One frame, its payload as it stands on the wire.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Flags">The flags that its type gives a meaning to.</param>
/// <param name="Stream">The stream, or 0 for the connection.</param>
/// <param name="Payload">At most 2^24-1 bytes; most servers take 16 KiB.</param>
public readonly record struct Http2Frame(Http2FrameType Type, byte Flags, int Stream, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Of DATA and HEADERS: nothing follows on this stream.</summary>
    public const byte EndStream = 0x1;

    /// <summary>Of SETTINGS and PING: an acknowledgement.</summary>
    public const byte Ack = 0x1;

    /// <summary>Of HEADERS and CONTINUATION: the headers are whole.</summary>
    public const byte EndHeaders = 0x4;

    /// <summary>Whether a flag is set.</summary>
    public bool Has(byte flag) => (Flags & flag) != 0;
}
