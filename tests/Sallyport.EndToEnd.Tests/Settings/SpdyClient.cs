using System.Buffers.Binary;
using System.Text;
using Sallyport.Testing.RawHttp;

namespace Sallyport.EndToEnd.Tests.Settings;

/// <summary>An exec over SPDY/3.1 whose client says every frame itself.</summary>
internal sealed class SpdyClient(RawConnection connection) : IAsyncDisposable
{
    // A zlib stream of stored blocks alone, each with an empty one after it, which makes the reader hand on what it has.
    private static readonly byte[] ZlibHeader = [0x78, 0x01];
    private static readonly byte[] Flush = [0, 0, 0, 0xFF, 0xFF];
    private bool _headersBegun;

    public static byte[] Data(int stream, byte[] data) => [.. Number(stream), 0, .. Number(data.Length)[1..], .. data];

    /// <summary>A control frame of SPDY's version 3; the type's number and its length are what the caller says.</summary>
    public static byte[] Control(byte type, byte[] payload) => [0x80, 3, 0, type, 0, .. Number(payload.Length)[1..], .. payload];

    public static byte[] Number(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    /// <summary>Opens a stream of that type: error, stdin, stdout or stderr.</summary>
    public Task OpenAsync(int stream, string type)
    {
        byte[] block = [.. Number(1), .. Text("streamtype"), .. Text(type)];
        byte[] stored = [0, (byte)block.Length, 0, (byte)~block.Length, 0xFF, .. block, .. Flush];
        byte[] headers = _headersBegun ? stored : [.. ZlibHeader, .. stored];
        _headersBegun = true;
        return SendAsync(Control(1, [.. Number(stream), .. Number(0), 0, 0, .. headers]));
    }

    public async Task SendAsync(byte[] frame)
    {
        await connection.Stream.WriteAsync(frame, TestContext.Current.CancellationToken);
        await connection.Stream.FlushAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What the server sent until it ended the connection or the patience was over, frames and all.</summary>
    public async Task<string> HearAsync(TimeSpan patience)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(patience);
        using var heard = new MemoryStream();
        try
        {
            await connection.Stream.CopyToAsync(heard, over.Token);
        }
        catch (Exception end) when (end is IOException or OperationCanceledException)
        {
            // What came before counts.
        }

        return Encoding.Latin1.GetString(heard.ToArray());
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static byte[] Text(string text) => [.. Number(text.Length), .. Encoding.ASCII.GetBytes(text)];
}
