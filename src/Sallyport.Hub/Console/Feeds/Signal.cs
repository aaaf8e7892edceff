namespace Sallyport.Hub.Console.Feeds;

/// <summary>Wakes whoever waits for the next time that something happens.</summary>
internal sealed class Signal
{
    private volatile TaskCompletionSource _next = Fresh();

    /// <summary>Ends the next time. Take it before looking, so that nothing falls in between.</summary>
    public Task Next => _next.Task;

    public void Raise() => Interlocked.Exchange(ref _next!, Fresh()).TrySetResult();

    /// <summary>Waits for that, or for a time, or until cancelled; and says nothing of which.</summary>
    public static async Task WaitAsync(Task next, TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken) =>
        await next.WaitAsync(atMost, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
