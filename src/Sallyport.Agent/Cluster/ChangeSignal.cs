namespace Sallyport.Agent.Cluster;

/// <summary>Wakes whoever waits for the next change. Take <see cref="Next"/> before reading the state it is about.</summary>
internal sealed class ChangeSignal
{
    private volatile TaskCompletionSource _next = New();

    public Task Next => _next.Task;

    public void Raise() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
