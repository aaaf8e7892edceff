using System.Text;

namespace Sallyport.EndToEnd.Tests.Running;

/// <summary>All that came out of one of a process's streams so far.</summary>
internal sealed class Capture : IDisposable
{
    private readonly MemoryStream _kept = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = NewSignal();
    private bool _ended;

    public byte[] Bytes
    {
        get
        {
            lock (_gate)
            {
                return _kept.ToArray();
            }
        }
    }

    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Waits until the text satisfies the condition; false when the stream ended or the time ran out before.</summary>
    public async Task<bool> WaitForAsync(Func<string, bool> condition, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        while (true)
        {
            Task changed;
            bool ended;
            lock (_gate)
            {
                changed = _changed.Task;
                ended = _ended;
            }

            if (condition(Text))
            {
                return true;
            }

            if (ended)
            {
                return false;
            }

            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                return condition(Text);
            }
        }
    }

    public async Task ReadAsync(Stream source)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await source.ReadAsync(buffer) is var read and > 0)
            {
                lock (_gate)
                {
                    _kept.Write(buffer.AsSpan(0, read));
                    Signal();
                }
            }
        }
        finally
        {
            lock (_gate)
            {
                _ended = true;
                Signal();
            }
        }
    }

    public void Dispose() => _kept.Dispose();

    private void Signal()
    {
        var changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
