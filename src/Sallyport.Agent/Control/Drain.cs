namespace Sallyport.Agent.Control;

/// <summary>Knows when an agent that is to stop has given its last answer: only then does it take its leave of the hub.</summary>
internal sealed class Drain : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _drained = new();
    private int _running;
    private bool _stopping;

    /// <summary>Cancelled when the agent is to stop and nothing runs any more.</summary>
    public CancellationToken Drained => _drained.Token;

    /// <summary>Counts an answer in for as long as it takes.</summary>
    public async Task RunAsync(Func<Task> answer)
    {
        Change(1, stopping: false);
        try
        {
            await answer();
        }
        finally
        {
            Change(-1, stopping: false);
        }
    }

    /// <summary>The agent is to stop.</summary>
    public void Stop() => Change(0, stopping: true);

    public void Dispose() => _drained.Dispose();

    private void Change(int by, bool stopping)
    {
        lock (_lock)
        {
            _running += by;
            _stopping |= stopping;
            if (!_stopping || _running > 0 || _drained.IsCancellationRequested)
            {
                return;
            }
        }

        _drained.Cancel();
    }
}
