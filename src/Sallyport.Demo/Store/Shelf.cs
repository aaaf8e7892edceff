namespace Sallyport.Demo.Store;

/// <summary>One resource's objects, its recent changes and its watchers. Guarded by the store's lock.</summary>
internal sealed class Shelf
{
    private const int Remembered = 2_000;
    private readonly Queue<StoreChange> _history = new();
    private readonly List<WatchSubscription> _watchers = [];
    private long _forgotten;

    public Collection Objects { get; private set; } = Collection.Empty;

    public void Apply(StoreChange change)
    {
        Objects = change.After is { } after
            ? Objects.With(after)
            : Objects.Without(change.Before!, change.Version);
        _history.Enqueue(change);
        while (_history.Count > Remembered)
        {
            _forgotten = _history.Dequeue().Version;
        }

        foreach (WatchSubscription watcher in _watchers)
        {
            watcher.Tell(change);
        }
    }

    /// <summary>What happened after the given version, or null when that is no longer known.</summary>
    public WatchSubscription? Watch(long since, Action<WatchSubscription> leave)
    {
        if (since < _forgotten)
        {
            return null;
        }

        WatchSubscription watcher = new(leave);
        foreach (StoreChange change in _history)
        {
            if (change.Version > since)
            {
                watcher.Tell(change);
            }
        }

        _watchers.Add(watcher);
        return watcher;
    }

    public void Leave(WatchSubscription watcher) => _watchers.Remove(watcher);

    /// <summary>Forgets how it got here: what was seeded is where history begins.</summary>
    public void Forget(long version)
    {
        _history.Clear();
        _forgotten = version;
    }
}
