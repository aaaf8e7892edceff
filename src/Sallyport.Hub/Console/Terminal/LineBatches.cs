using System.Text;
using System.Threading.Channels;
using Sallyport.Hub.Console.Kubectl;

namespace Sallyport.Hub.Console.Terminal;

/// <summary>
/// Takes lines to the browser, many at a time. Few wait here: a command that prints faster than the browser shows is held
/// back, and does not fill the hub's memory.
/// </summary>
/// <param name="show">Shows some lines; done when the browser has them.</param>
internal sealed class LineBatches(Func<string, Task> show)
{
    private const int MostWaiting = 2_000;
    private const int LargestBatch = 48 << 10;

    private readonly Channel<string> _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <summary>Takes a line, and waits while too many others wait.</summary>
    public ValueTask TakeAsync(KubectlLine line, CancellationToken cancellationToken) => _lines.Writer.WriteAsync(line.Text, cancellationToken);

    /// <summary>No more lines come.</summary>
    public void End() => _lines.Writer.TryComplete();

    /// <summary>Shows what comes until no more does.</summary>
    public async Task ShowAsync()
    {
        var batch = new StringBuilder();
        while (await _lines.Reader.WaitToReadAsync())
        {
            while (batch.Length < LargestBatch && _lines.Reader.TryRead(out var line))
            {
                batch.Append(line).Append('\n');
            }

            await show(batch.ToString());
            batch.Clear();
        }
    }
}
