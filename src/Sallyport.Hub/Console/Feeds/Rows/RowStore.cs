
namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>
/// The merged, sorted and filtered rows of a feed. Changes are gathered and published as snapshots about four times a
/// second; what the user asks for (another order, another filter) is published at once.
/// </summary>
public sealed class RowStore : IDisposable
{
    private static readonly TimeSpan AgesMoveOn = TimeSpan.FromSeconds(5);
    private const int MostFlashes = 1000;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly PublishTimer _timer;
    private readonly RowTable _table;
    private readonly List<RowPart> _parts = [];
    private HashSet<RowKey> _changed = [];
    private long _arranged;
    private bool _disposed;
    private long _version;

    /// <summary>An empty table.</summary>
    /// <param name="time">The clock that snapshots follow.</param>
    public RowStore(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _table = new RowTable(Columns);
        _timer = new PublishTimer(time, Publish);
        Snapshots = new Published<RowSnapshot>(Snapshot());
    }

    /// <summary>The table of this moment and each new one.</summary>
    public Published<RowSnapshot> Snapshots { get; }

    internal ColumnBook Columns { get; } = new();

    /// <summary>Sorts anew.</summary>
    /// <param name="sort">The order.</param>
    public void Sort(RowSort sort) => AtOnce(() => _table.Arrange(sort, _table.Filter, _time.GetUtcNow()));

    /// <summary>Filters anew.</summary>
    /// <param name="filter">What to show.</param>
    public void Show(RowFilter filter) => AtOnce(() => _table.Arrange(_table.Sort, filter, _time.GetUtcNow()));

    /// <summary>The pointer came into the table: rows stay where they are, until <see cref="Release"/>.</summary>
    public void Hold() => AtOnce(_table.Hold);

    /// <summary>The pointer left the table: what waited takes its place.</summary>
    public void Release() => AtOnce(_table.Release);

    /// <summary>A row as it is now, shown or not; null where it is not there.</summary>
    /// <param name="key">The row.</param>
    public Row? Find(RowKey key)
    {
        lock (_gate)
        {
            return _table.Find(key);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    internal void Add(RowPart part) => Change(() => _parts.Add(part));

    internal void Leave(RowPart part) => Change(() =>
    {
        _parts.Remove(part);
        _table.Sweep(part, all: true);
    });

    internal void Tell(RowPart part, FeedPart state) => Change(() => part.State = state);

    /// <summary>A listing begins: what it will not have is gone at its end.</summary>
    internal void Begin(RowPart part) => Change(() => part.Listing++);

    /// <summary>A listing has ended.</summary>
    internal void End(RowPart part) => Change(() => _table.Sweep(part, all: false));

    /// <summary>Takes a part's rows away, at once.</summary>
    internal void Drop(RowPart part) => AtOnce(() => _table.Sweep(part, all: true));

    internal void Apply(RowPart part, IReadOnlyList<Row> put, IReadOnlyList<RowKey> removed) => Change(() =>
    {
        _table.ArrangeForNewColumns(_time.GetUtcNow());
        foreach (var row in put)
        {
            // The first listing is not news.
            if (_table.Put(part, row) && part.State.State != FeedState.Loading)
            {
                _changed.Add(row.Key);
            }
        }

        foreach (var key in removed)
        {
            _table.Remove(key);
        }
    });

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            if (!_disposed)
            {
                _timer.Due();
            }
        }
    }

    private void AtOnce(Action change)
    {
        lock (_gate)
        {
            change();
            _arranged = _time.GetTimestamp();
        }

        Publish();
    }

    private void Publish()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            var passes = _table.Filter.DependsOnTime;
            if (passes && _time.GetElapsedTime(_arranged) >= AgesMoveOn)
            {
                _table.Arrange(_table.Sort, _table.Filter, _time.GetUtcNow());
                _arranged = _time.GetTimestamp();
            }

            _timer.Done(passes ? AgesMoveOn : null);
            Snapshots.Publish(Snapshot());
        }
    }

    private RowSnapshot Snapshot()
    {
        var changed = _changed;
        _changed = [];
        return _table.Snapshot(
            [.. _parts.Select(part => part.State).OrderBy(part => part.Cluster, StringComparer.Ordinal).ThenBy(part => part.Namespace, StringComparer.Ordinal)],
            changed.Count <= MostFlashes ? changed : [],
            ++_version);
    }
}
