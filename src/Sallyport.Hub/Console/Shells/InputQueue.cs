using System.Threading.Channels;
using Sallyport.Hub.Console.Feeds;

namespace Sallyport.Hub.Console.Shells;

/// <summary>
/// What was typed and has not reached the container yet. Whoever brings it never waits here: a container that takes no
/// input must not keep the page from confirming its output.
/// </summary>
/// <param name="capacity">In bytes of typed text.</param>
/// <param name="taken">Raised when the container took some.</param>
internal sealed class InputQueue(int capacity, Signal taken)
{
    private const byte InputChannel = 0;

    /// <summary>Stands where a size is due; which one is looked up when its turn comes.</summary>
    private static readonly byte[] SizeDue = [];

    private readonly Channel<byte[]> _messages = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private byte[]? _size;
    private long _received;
    private long _taken;

    /// <summary>How much of what was typed is here or has been.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>How much of it the container took.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Adds typed text; what a page sends again after a lost connection is not typed twice.</summary>
    /// <param name="position">Where it stands in all that was ever typed.</param>
    /// <param name="text">The text.</param>
    /// <returns>False when something in between is missing, or it is more than a page may send ahead.</returns>
    public bool TryType(long position, ReadOnlySpan<byte> text)
    {
        var known = Received - position;
        if (known < 0 || Received - Taken + text.Length - Math.Min(known, text.Length) > capacity)
        {
            return false;
        }

        if (known < text.Length)
        {
            text = text[(int)known..];
            Interlocked.Add(ref _received, text.Length);
            _messages.Writer.TryWrite([InputChannel, .. text]);
        }

        return true;
    }

    /// <summary>Tells the terminal's size. Of several that wait the last alone is sent: a page may say as many as it likes.</summary>
    public void Tell(ShellSize size)
    {
        if (Interlocked.Exchange(ref _size, size.ToMessage()) is null)
        {
            _messages.Writer.TryWrite(SizeDue);
        }
    }

    /// <summary>Sends what comes, message by message.</summary>
    public async Task SendAsync(Func<byte[], CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        await foreach (var message in _messages.Reader.ReadAllAsync(cancellationToken))
        {
            if (message.Length == 0)
            {
                await send(Interlocked.Exchange(ref _size, null)!, cancellationToken);
            }
            else
            {
                await send(message, cancellationToken);
                Interlocked.Add(ref _taken, message.Length - 1);
                taken.Raise();
            }
        }
    }
}
