namespace Sallyport.Hub.Policy;

/// <summary>Rings at a moment of the wall clock, however far away.</summary>
internal sealed class ExpiryAlarm : IDisposable
{
    /// <summary>Timers measure elapsed time; looking at the clock this often follows one that is set anew.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly Action _ring;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private DateTimeOffset? _due;

    public ExpiryAlarm(TimeProvider time, Action ring)
    {
        (_time, _ring) = (time, ring);
        _timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Set(DateTimeOffset? due)
    {
        lock (_lock)
        {
            _due = due;
            Arm();
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_lock)
        {
            if (_due is not { } due || _time.GetUtcNow() < due)
            {
                Arm();
                return;
            }

            _due = null;
        }

        _ring();
    }

    private void Arm()
    {
        if (_due is not { } due)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var left = due - _time.GetUtcNow();
        var wait = left > Longest ? Longest : left > TimeSpan.Zero ? left : TimeSpan.Zero;
        // Rounded up: a timer takes whole milliseconds, and one too early would only be set again.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }
}
