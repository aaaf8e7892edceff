using System.Text;

namespace Sallyport.Demo.Shell;

/// <summary>The line discipline of a terminal: echo, backspace, Ctrl-C, Ctrl-D, Ctrl-U, and lines handed on whole.</summary>
internal sealed class TerminalInput(Stream screen) : QueueStream
{
    private readonly List<byte> _line = [];
    private bool _inEscape;

    /// <summary>What Ctrl-C stops, when something runs.</summary>
    public Action? Interrupted { get; set; }

    public async ValueTask TypeAsync(ReadOnlyMemory<byte> keys, CancellationToken cancellation)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            await TypeAsync(keys.Span[i], cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask TypeAsync(byte key, CancellationToken cancellation)
    {
        // Arrow keys and the like: there is no history, so their sequences are swallowed.
        if (key == 0x1b)
        {
            _inEscape = true;
            return;
        }

        if (_inEscape)
        {
            _inEscape = key is (byte)'[' or (byte)'O' || !char.IsAsciiLetter((char)key) && key != '~';
            return;
        }

        switch (key)
        {
            case (byte)'\r' or (byte)'\n':
                await EchoAsync("\n", cancellation).ConfigureAwait(false);
                byte[] line = [.. _line, (byte)'\n'];
                _line.Clear();
                await PushAsync(line, cancellation).ConfigureAwait(false);
                break;
            case 0x7f or 0x08:
                if (_line.Count > 0)
                {
                    _line.RemoveAt(_line.Count - 1);
                    await EchoAsync("\b \b", cancellation).ConfigureAwait(false);
                }

                break;
            case 0x03:
                _line.Clear();
                await EchoAsync("^C\n", cancellation).ConfigureAwait(false);
                if (Interrupted is { } interrupt)
                {
                    interrupt();
                }
                else
                {
                    await PushAsync("\n"u8.ToArray(), cancellation).ConfigureAwait(false);
                }

                break;
            case 0x04:
                if (_line.Count == 0)
                {
                    await PushAsync(ReadOnlyMemory<byte>.Empty, cancellation).ConfigureAwait(false);
                }

                break;
            case 0x15:
                await EchoAsync(string.Concat(Enumerable.Repeat("\b \b", _line.Count)), cancellation).ConfigureAwait(false);
                _line.Clear();
                break;
            case < 0x20 and not (byte)'\t':
                break;
            default:
                _line.Add(key);
                await screen.WriteAsync(new[] { key }, cancellation).ConfigureAwait(false);
                break;
        }
    }

    private async ValueTask EchoAsync(string text, CancellationToken cancellation) =>
        await screen.WriteAsync(Encoding.ASCII.GetBytes(text), cancellation).ConfigureAwait(false);
}
