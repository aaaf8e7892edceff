namespace Sallyport.Demo.Shell;

/// <summary>A terminal's screen: a new line also returns the carriage.</summary>
internal sealed class TerminalOutput(Stream target) : OutputStream
{
    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!buffer.Span.Contains((byte)'\n'))
        {
            await target.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
            return;
        }

        List<byte> text = new(buffer.Length + 16);
        foreach (byte b in buffer.Span)
        {
            if (b == '\n')
            {
                text.Add((byte)'\r');
            }

            text.Add(b);
        }

        await target.WriteAsync(text.ToArray(), cancellationToken).ConfigureAwait(false);
    }
}
