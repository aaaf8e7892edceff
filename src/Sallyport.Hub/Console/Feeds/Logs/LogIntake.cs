namespace Sallyport.Hub.Console.Feeds.Logs;

/// <summary>Where the lines of all containers come together. However many come in, no more are held than are kept.</summary>
internal sealed class LogIntake(LogTimeline timeline, Action isDue)
{
    private const int Batch = 4096;
    private readonly Lock _gate = new();
    private List<LogLine> _waiting = [];
    private long _number;

    public long NextNumber() => Interlocked.Increment(ref _number);

    public void Add(LogLine line)
    {
        lock (_gate)
        {
            _waiting.Add(line);
            if (_waiting.Count >= Batch)
            {
                timeline.Add(_waiting);
                _waiting = [];
            }
        }

        isDue();
    }

    /// <summary>Takes away what came from some containers.</summary>
    public void Forget(Predicate<LogSource> isGone)
    {
        lock (_gate)
        {
            _waiting.RemoveAll(line => isGone(line.Source));
            timeline.Forget(isGone);
        }
    }

    /// <summary>The lines so far, in order.</summary>
    public LogSnapshot Snapshot(Func<LogTimeline, LogSnapshot> make)
    {
        lock (_gate)
        {
            timeline.Add(_waiting);
            _waiting = [];
            return make(timeline);
        }
    }
}
