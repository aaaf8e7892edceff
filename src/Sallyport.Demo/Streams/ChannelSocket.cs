using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Sallyport.Demo.Shell;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Streams;

/// <summary>The channels of a remote command in one WebSocket: each message begins with the number of its channel.</summary>
internal sealed class ChannelSocket(WebSocket socket, bool knowsClose) : IDisposable
{
    public const byte Input = 0, Output = 1, Error = 2, Status = 3, Resize = 4, Close = 255;
    private const int LongestMessage = 32 << 10;
    private readonly SemaphoreSlim _sending = new(1);

    public Stream Writer(byte channel) => new ChannelOutput(this, channel);

    /// <summary>Reads what the client sends until it closes; input goes to the handler, an empty piece is its end.</summary>
    public async Task ReceiveAsync(
        Func<ReadOnlyMemory<byte>, ValueTask> input, Action inputEnded, CancellationToken cancellation)
    {
        byte[] buffer = new byte[LongestMessage + 1];
        byte channel = Close;
        bool begins = true;
        while (true)
        {
            ValueWebSocketReceiveResult got = await socket.ReceiveAsync(buffer.AsMemory(), cancellation)
                .ConfigureAwait(false);
            if (got.MessageType == WebSocketMessageType.Close)
            {
                inputEnded();
                return;
            }

            ReadOnlyMemory<byte> piece = buffer.AsMemory(0, got.Count);
            if (begins && piece.Length > 0)
            {
                channel = piece.Span[0];
                piece = piece[1..];
            }

            begins = got.EndOfMessage;
            if (channel == Input && !piece.IsEmpty)
            {
                await input(piece.ToArray()).ConfigureAwait(false);
            }
            else if (channel == Close && knowsClose && piece.Length > 0 && piece.Span[0] == Input)
            {
                inputEnded();
            }
        }
    }

    public async Task EndAsync(JsonObject status, CancellationToken cancellation)
    {
        await SendAsync(Status, status.ToBytes(), cancellation).ConfigureAwait(false);
        await _sending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Dispose() => _sending.Dispose();

    private async ValueTask SendAsync(byte channel, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        byte[] message = new byte[Math.Min(content.Length, LongestMessage) + 1];
        message[0] = channel;
        do
        {
            int count = Math.Min(content.Length, LongestMessage);
            content[..count].CopyTo(message.AsMemory(1));
            content = content[count..];
            await _sending.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                await socket.SendAsync(message.AsMemory(0, count + 1), WebSocketMessageType.Binary, true, cancellation)
                    .ConfigureAwait(false);
            }
            finally
            {
                _sending.Release();
            }
        }
        while (!content.IsEmpty);
    }

    private sealed class ChannelOutput(ChannelSocket socket, byte channel) : OutputStream
    {
        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            buffer.IsEmpty ? ValueTask.CompletedTask : socket.SendAsync(channel, buffer, cancellationToken);
    }
}
