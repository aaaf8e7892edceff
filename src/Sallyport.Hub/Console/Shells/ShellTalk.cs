using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds;

namespace Sallyport.Hub.Console.Shells;

/// <summary>
/// One connection of a page to its shell. Binary messages begin with what they are: 0 is text, after its place in all that
/// was ever written or typed; 2 confirms everything before a place; 1 from the page is a new size, 3 says goodbye.
/// </summary>
internal sealed class ShellTalk(WebSocket page, OpenShell shell, TimeProvider time)
{
    /// <summary>The longest message of a page, in bytes.</summary>
    public const int LongestMessage = 64 << 10;

    /// <summary>How long the hub is silent at most: a page that hears nothing for longer takes its connection for lost.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>What a page closes a connection with that it takes for lost: it comes back by another.</summary>
    private const WebSocketCloseStatus Lost = (WebSocketCloseStatus)4000;

    private const byte Text = 0, Size = 1, Confirm = 2, Leave = 3;
    private const int HeadLength = 1 + sizeof(long);
    private const int LongestPiece = 32 << 10;

    /// <summary>Talks until one end has enough.</summary>
    /// <param name="from">Up to where the page has the output.</param>
    /// <param name="again">Whether it is the page that had the shell before.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether the page said that it leaves, or heard the shell's end: nobody comes back.</returns>
    public async Task<bool> RunAsync(long from, bool again, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = SendAsync(from, again, stop.Token);
        var receiving = ReceiveAsync(stop.Token);
        await Task.WhenAny(sending, receiving);
        if (sending.IsCompletedSuccessfully)
        {
            // The page has heard the end when it closes.
            await ((Task)receiving).WaitAsync(TimeSpan.FromSeconds(2), CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await stop.CancelAsync();
        await Task.WhenAll(sending, receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return receiving is { IsCompletedSuccessfully: true, Result: true };
    }

    private async Task SendAsync(long from, bool again, CancellationToken cancellationToken)
    {
        var welcome = new ShellWelcome(shell.Id, shell.Secret, shell.Input.Received, from, again ? from : shell.Output.End);
        await SayAsync(page, JsonSerializer.SerializeToUtf8Bytes(welcome, ShellJson.Default.ShellWelcome), cancellationToken);
        var message = new byte[HeadLength + LongestPiece];
        var confirmed = 0L;
        while (true)
        {
            var next = shell.Changed.Next;
            var end = shell.End;
            if (shell.Output.Read(from, message.AsSpan(HeadLength)) is var read and > 0)
            {
                await SendAsync(Text, from, message.AsMemory(0, HeadLength + read), cancellationToken);
                from += read;
            }
            else if (shell.Input.Taken is var taken && taken > confirmed)
            {
                await SendAsync(Confirm, taken, message.AsMemory(0, HeadLength), cancellationToken);
                confirmed = taken;
            }
            else if (end is not null)
            {
                await SayAsync(page, JsonSerializer.SerializeToUtf8Bytes(new ShellFarewell(end.Kind, end.Words), ShellJson.Default.ShellFarewell), cancellationToken);
                return;
            }
            else
            {
                await Signal.WaitAsync(next, Beat, time, cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                if (!next.IsCompleted)
                {
                    await SendAsync(Confirm, confirmed, message.AsMemory(0, HeadLength), cancellationToken);
                }
            }
        }
    }

    private async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        var message = new byte[LongestMessage];
        var length = 0;
        while (true)
        {
            var got = await page.ReceiveAsync(message.AsMemory(length), cancellationToken);
            length += got.Count;
            if (got.MessageType == WebSocketMessageType.Close)
            {
                // A connection that breaks off closes nothing; a page that closes has been left.
                return page.CloseStatus != Lost;
            }

            if (!got.EndOfMessage)
            {
                if (length == message.Length)
                {
                    return false;
                }

                continue;
            }

            if (!Take(message.AsSpan(0, length), out var leaves))
            {
                return false;
            }

            if (leaves)
            {
                return true;
            }

            length = 0;
        }
    }

    /// <returns>False for what no page of ours sends.</returns>
    private bool Take(ReadOnlySpan<byte> message, out bool leaves)
    {
        leaves = message is [Leave];
        switch (message)
        {
            case [Leave]:
                return true;
            case [Size, _, _, _, _]:
                shell.Input.Tell(new ShellSize(BinaryPrimitives.ReadUInt16BigEndian(message[1..]), BinaryPrimitives.ReadUInt16BigEndian(message[3..])));
                return true;
            case [Text, ..] when message.Length > HeadLength:
                return shell.Input.TryType(BinaryPrimitives.ReadInt64BigEndian(message[1..]), message[HeadLength..]);
            case [Confirm, ..] when message.Length == HeadLength:
                shell.Output.Confirm(BinaryPrimitives.ReadInt64BigEndian(message[1..]));
                return true;
            default:
                return false;
        }
    }

    private Task SendAsync(byte kind, long position, Memory<byte> message, CancellationToken cancellationToken)
    {
        message.Span[0] = kind;
        BinaryPrimitives.WriteInt64BigEndian(message.Span[1..], position);
        return page.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken).AsTask();
    }

    /// <summary>Says something in words.</summary>
    public static Task SayAsync(WebSocket page, byte[] json, CancellationToken cancellationToken) =>
        page.SendAsync(json, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
}
