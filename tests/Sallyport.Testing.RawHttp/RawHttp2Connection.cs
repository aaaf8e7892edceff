using System.Buffers.Binary;
using System.Net.Security;
using System.Text;

namespace Sallyport.Testing.RawHttp;

/// <summary>
/// A client's end of an HTTP/2 connection that says what it is told, frame by frame and byte by byte. It does not watch the
/// server's windows: whoever sends more than 64 KiB of body looks after them. One caller at a time.
/// </summary>
public sealed class RawHttp2Connection : IAsyncDisposable
{
    private const int LargestWindow = int.MaxValue;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private int _lastStream = -1;

    private RawHttp2Connection(Stream stream) => Stream = stream;

    public Stream Stream { get; }

    /// <summary>Over TLS, with <c>h2</c> by ALPN.</summary>
    public static async Task<RawHttp2Connection> OpenAsync(int port, string serverName) =>
        await OverAsync(await RawSocket.ConnectTlsAsync(port, serverName, SslApplicationProtocol.Http2));

    /// <summary>Over a stream to a server that expects HTTP/2: the preface, and settings that allow no dynamic table and all room.</summary>
    public static async Task<RawHttp2Connection> OverAsync(Stream stream)
    {
        var connection = new RawHttp2Connection(stream);
        await stream.WriteAsync(Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        await connection.SendAsync(new Http2Frame(Http2FrameType.Settings, 0, 0, (byte[])[.. Setting(1, 0), .. Setting(4, LargestWindow)]));
        await connection.SendAsync(new Http2Frame(Http2FrameType.WindowUpdate, 0, 0, Number(LargestWindow - 65_535)));
        return connection;
    }

    /// <summary>The number of a stream that was not used yet.</summary>
    public int NewStream() => _lastStream += 2;

    /// <summary>Any frame at all.</summary>
    public async Task SendAsync(Http2Frame frame)
    {
        var bytes = new byte[9 + frame.Payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, frame.Payload.Length << 8);
        bytes[3] = (byte)frame.Type;
        bytes[4] = frame.Flags;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), frame.Stream);
        frame.Payload.Span.CopyTo(bytes.AsSpan(9));
        await Stream.WriteAsync(bytes);
    }

    /// <summary>Headers in one frame: a request's, or trailers on a stream whose request had a body.</summary>
    public Task SendHeadersAsync(int stream, IEnumerable<HeaderField> fields, bool endStream) => SendAsync(new Http2Frame(
        Http2FrameType.Headers, (byte)(Http2Frame.EndHeaders | (endStream ? Http2Frame.EndStream : 0)), stream, HeaderBlock.Write(fields)));

    public Task SendDataAsync(int stream, ReadOnlyMemory<byte> data, bool endStream) =>
        SendAsync(new Http2Frame(Http2FrameType.Data, endStream ? Http2Frame.EndStream : (byte)0, stream, data));

    /// <summary>The four pseudo-headers, then the others, on a new stream without a body; returns how it ended.</summary>
    public async Task<RawHttp2Answer> AskAsync(string method, string path, string authority, params HeaderField[] headers)
    {
        var stream = NewStream();
        await SendHeadersAsync(
            stream,
            [new(":method", method), new(":scheme", "https"), new(":authority", authority), new(":path", path), .. headers],
            endStream: true);
        return await AnswerAsync(stream);
    }

    /// <summary>The next frame; null at the end of the connection, a reset among the ends.</summary>
    public async Task<Http2Frame?> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var head = new byte[9];
        try
        {
            await Stream.ReadExactlyAsync(head, patience.Token);
            var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(head) >> 8 & 0xFFFFFF];
            await Stream.ReadExactlyAsync(payload, patience.Token);
            return new Http2Frame((Http2FrameType)head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)) & int.MaxValue, payload);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>How one stream ends; acknowledges settings and pings meanwhile, and leaves the frames of other streams out.</summary>
    public async Task<RawHttp2Answer> AnswerAsync(int stream)
    {
        var headers = new List<HeaderField>();
        var block = new List<byte>();
        using var body = new MemoryStream();
        var last = false;
        while (await ReadAsync() is { } frame)
        {
            await AcknowledgeAsync(frame);
            if (frame.Type == Http2FrameType.GoAway)
            {
                return new RawHttp2Answer(headers, body.ToArray(), BinaryPrimitives.ReadInt32BigEndian(frame.Payload.Span[4..]), true);
            }

            if (frame.Stream != stream)
            {
                continue;
            }

            switch (frame.Type)
            {
                case Http2FrameType.ResetStream:
                    return new RawHttp2Answer(headers, body.ToArray(), BinaryPrimitives.ReadInt32BigEndian(frame.Payload.Span), false);
                case Http2FrameType.Headers or Http2FrameType.Continuation:
                    last |= frame.Type == Http2FrameType.Headers && frame.Has(Http2Frame.EndStream);
                    block.AddRange(frame.Payload.Span);
                    if (frame.Has(Http2Frame.EndHeaders))
                    {
                        headers.AddRange(HeaderBlock.Read(block.ToArray()));
                        block.Clear();
                    }

                    break;
                case Http2FrameType.Data:
                    last |= frame.Has(Http2Frame.EndStream);
                    body.Write(frame.Payload.Span);
                    break;
            }

            if (last && block.Count == 0)
            {
                return new RawHttp2Answer(headers, body.ToArray(), null, false);
            }
        }

        return new RawHttp2Answer(headers, body.ToArray(), null, true);
    }

    public ValueTask DisposeAsync() => Stream.DisposeAsync();

    private Task AcknowledgeAsync(Http2Frame frame) => frame switch
    {
        { Type: Http2FrameType.Settings } when !frame.Has(Http2Frame.Ack) => SendAsync(frame with { Flags = Http2Frame.Ack, Payload = default }),
        { Type: Http2FrameType.Ping } when !frame.Has(Http2Frame.Ack) => SendAsync(frame with { Flags = Http2Frame.Ack }),
        _ => Task.CompletedTask,
    };

    private static byte[] Setting(short id, int value) => [(byte)(id >> 8), (byte)id, .. Number(value)];

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
