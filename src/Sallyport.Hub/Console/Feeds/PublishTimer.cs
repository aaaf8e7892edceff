namespace Sallyport.Hub.Console.Feeds;

/// <summary>Gathers what happens into one publication about four times a second: the first change after a quiet while comes at once.</summary>
internal sealed class PublishTimer : IDisposable
{
    /// <summary>The shortest time between two publications.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    // Several events of one moment make one publication.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(25);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _last;
    private bool _due;

    public PublishTimer(TimeProvider time, Action publish)
    {
        _time = time;
        _timer = time.CreateTimer(_ => publish(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something happened that is to be published.</summary>
    public void Due()
    {
        lock (_gate)
        {
            if (_due)
            {
                return;
            }

            _due = true;
            var rest = Interval - _time.GetElapsedTime(_last);
            _timer.Change(rest > Settle ? rest : Settle, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>It is being published now. Wakes again after <paramref name="again"/> even if nothing happens.</summary>
    public void Done(TimeSpan? again = null)
    {
        lock (_gate)
        {
            _due = false;
            _last = _time.GetTimestamp();
            _timer.Change(again ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();
}
