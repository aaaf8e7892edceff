using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>All rows of a feed, and those that the filter shows in order, kept so change by change. For one thread at a time.</summary>
internal sealed class RowTable(ColumnBook columns)
{
    private readonly Dictionary<RowKey, RowEntry> _all = [];
    private readonly int[] _health = new int[Enum.GetValues<Health>().Length];
    private readonly HeldOrder _held = new();
    private ImmutableSortedSet<RowEntry>.Builder _view = ImmutableSortedSet.CreateBuilder<RowEntry>(new RowOrder(false));
    private ImmutableArray<Column> _columns = [];
    private Predicate<Row> _shows = static _ => true;
    private int _sortPlace = -1;

    public RowSort Sort { get; private set; } = RowSort.ByName;

    public RowFilter Filter { get; private set; } = RowFilter.All;

    public int Count => _all.Count;

    public HealthCounts Health => new(_health[(int)Rows.Health.Unknown], _health[(int)Rows.Health.Ok], _health[(int)Rows.Health.Warning], _health[(int)Rows.Health.Failing]);

    public Row? Find(RowKey key) => _all.TryGetValue(key, out var entry) ? entry.Row : null;

    /// <summary>Adds a row, or puts it in another's place. False where it looks as it did.</summary>
    public bool Put(RowPart part, Row row)
    {
        if (_all.TryGetValue(row.Key, out var before) && before.Row.LooksLike(row))
        {
            (before.Part, before.Listing) = (part, part.Listing);
            return false;
        }

        var entry = Entry(row, part, part.Listing);
        _all[row.Key] = entry;
        Swap(before, entry);
        return true;
    }

    public bool Remove(RowKey key)
    {
        if (!_all.Remove(key, out var before))
        {
            return false;
        }

        Swap(before, null);
        return true;
    }

    /// <summary>Removes a part's rows: all, or those that its latest listing did not have.</summary>
    public int Sweep(RowPart part, bool all)
    {
        var gone = _all.Values.Where(entry => entry.Part == part && (all || entry.Listing != part.Listing)).Select(entry => entry.Row.Key).ToArray();
        foreach (var key in gone)
        {
            Remove(key);
        }

        if (all && gone.Length > 0)
        {
            // What one may no longer see is not to stand there for the pointer's sake.
            _held.Forget(gone);
        }

        return gone.Length;
    }

    /// <summary>Sorts and filters all rows anew.</summary>
    public void Arrange(RowSort sort, RowFilter filter, DateTimeOffset now)
    {
        var before = (Sort, _sortPlace);
        (Sort, Filter, _columns) = (sort, filter, columns.Columns);
        _shows = filter.Bind(_columns, now);
        _sortPlace = PlaceOf(sort);
        var sameOrder = (Sort, _sortPlace) == before;
        if (sameOrder && _view.Count == _all.Count)
        {
            CountThrough();
        }

        foreach (var (key, entry) in _all)
        {
            var next = Entry(entry.Row, entry.Part, entry.Listing);
            next.Place = sameOrder ? entry.Place : 0;
            _all[key] = next;
        }

        _view = ImmutableSortedSet.CreateRange(new RowOrder(sort.Descending), _all.Values.Where(entry => entry.Shown)).ToBuilder();
        if (_held.IsOn)
        {
            _held.Take(_view.ToImmutable());
        }
    }

    /// <summary>Sorts and filters anew where columns came that the sort or the filter may speak of.</summary>
    public void ArrangeForNewColumns(DateTimeOffset now)
    {
        if (_columns.Length != columns.Columns.Length)
        {
            Arrange(Sort, Filter, now);
        }
    }

    public void Hold()
    {
        if (!_held.IsOn)
        {
            _held.Take(_view.ToImmutable());
        }
    }

    public void Release() => _held.Release();

    public RowSnapshot Snapshot(ImmutableArray<FeedPart> parts, IReadOnlySet<RowKey> changed, long version) =>
        new(_held.Order ?? _view.ToImmutable(), _held.Since)
        {
            Held = _held.IsOn,
            Waiting = _held.Waiting,
            Total = Count,
            Health = Health,
            Columns = columns.Columns,
            Parts = parts,
            Changed = changed,
            Version = version,
        };

    private int PlaceOf(RowSort sort)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_columns[i].Name.Equals(sort.Column, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Keeps the order of all rows as a number in each, so that another filter need not work it out anew.</summary>
    private void CountThrough()
    {
        var place = 0;
        foreach (var entry in _view)
        {
            entry.Place = ++place;
        }
    }

    private RowEntry Entry(Row row, RowPart part, int listing) =>
        new(row, SortKey.Of(row, _sortPlace < 0 ? null : _columns[_sortPlace], _sortPlace, Sort.Column), _shows(row)) { Part = part, Listing = listing };

    private void Swap(RowEntry? before, RowEntry? after)
    {
        if (before is not null)
        {
            _health[(int)before.Row.Status.Health]--;
            if (before.Shown)
            {
                _view.Remove(before);
            }
        }

        if (after is not null)
        {
            _health[(int)after.Row.Status.Health]++;
            if (after.Shown)
            {
                _view.Add(after);
            }
        }

        _held.Note(before, after);
    }
}
