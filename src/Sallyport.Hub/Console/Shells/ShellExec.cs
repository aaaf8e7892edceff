using System.Buffers;
using System.Net.WebSockets;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Gateway.InProcess;

namespace Sallyport.Hub.Console.Shells;

/// <summary>One running exec: the channels of <c>v5</c> and <c>v4.channel.k8s.io</c>, where a message begins with its channel's number.</summary>
internal sealed class ShellExec : IDisposable
{
    private const byte Output = 1, Error = 2, Status = 3;
    private const int LongestStatus = 64 << 10;
    private const int LongestMessage = 32 << 10;

    private readonly HttpClient _client;
    private readonly WebSocket _socket;

    private ShellExec(HttpClient client, WebSocket socket) => (_client, _socket) = (client, socket);

    /// <summary>Asks for it.</summary>
    /// <param name="client">A client of the cluster; disposed of with the exec, or at once where there is none.</param>
    /// <param name="cluster">The cluster's name, for words.</param>
    /// <param name="target">What is asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The exec, or how it was refused.</returns>
    public static async Task<(ShellExec? Exec, ShellEnd? Refused)> OpenAsync(HttpClient client, string cluster, string target, CancellationToken cancellationToken)
    {
        var (socket, instead) = await ConsoleUpgrade.OpenAsync(client, target, cancellationToken);
        if (socket is not null)
        {
            return (new ShellExec(client, socket), null);
        }

        using (client)
        using (instead)
        {
            await using var body = await instead!.Content.ReadAsStreamAsync(cancellationToken);
            var bytes = new byte[LongestStatus];
            var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            var problem = StatusReading.Read(cluster, (int)instead.StatusCode, bytes.AsSpan(0, read));
            return (null, new ShellEnd((int)instead.StatusCode is 401 or 403 ? ShellEndKind.Blocked : ShellEndKind.Failed, problem.Message));
        }
    }

    /// <summary>Reads what the program writes, until it ends.</summary>
    /// <param name="write">Takes output; as long as it waits, nothing is read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it ended; null when the connection broke off.</returns>
    public async Task<ShellEnd?> ReadAsync(Func<ReadOnlyMemory<byte>, Task> write, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestMessage];
        var status = new ArrayBufferWriter<byte>();
        byte channel = 0;
        for (var begins = true; ;)
        {
            var got = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (got.MessageType == WebSocketMessageType.Close)
            {
                return status.WrittenCount > 0 ? ShellEnd.Of(status.WrittenMemory) : null;
            }

            var piece = buffer.AsMemory(0, got.Count);
            if (begins && piece.Length > 0)
            {
                channel = piece.Span[0];
                piece = piece[1..];
            }

            begins = got.EndOfMessage;
            if (channel is Output or Error)
            {
                await write(piece);
            }
            else if (channel == Status && status.WrittenCount + piece.Length <= LongestStatus)
            {
                status.Write(piece.Span);
                if (got.EndOfMessage && status.WrittenCount > 0)
                {
                    return ShellEnd.Of(status.WrittenMemory);
                }
            }
        }
    }

    /// <summary>Sends one message, its channel first.</summary>
    public Task SendAsync(byte[] message, CancellationToken cancellationToken) =>
        _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
        _client.Dispose();
    }
}
