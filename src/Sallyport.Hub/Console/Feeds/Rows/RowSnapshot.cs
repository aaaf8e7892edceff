using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>A table at one moment: the rows that the filter shows, in order. Immutable; indexing is quick enough for a virtual list.</summary>
public sealed class RowSnapshot : IReadOnlyList<Row>
{
    private readonly ImmutableSortedSet<RowEntry> _order;
    private readonly ImmutableDictionary<RowKey, RowEntry?> _since;

    internal RowSnapshot(ImmutableSortedSet<RowEntry> order, ImmutableDictionary<RowKey, RowEntry?> since) => (_order, _since) = (order, since);

    /// <summary>How many rows the filter shows.</summary>
    public int Count => _order.Count;

    /// <summary>How many there are, of which <see cref="Count"/> are shown.</summary>
    public int Total { get; internal init; }

    /// <summary>How all of them fare, the filter aside.</summary>
    public HealthCounts Health { get; internal init; }

    /// <summary>The columns of all clusters together.</summary>
    public ImmutableArray<Column> Columns { get; internal init; } = [];

    /// <summary>The parts it is made of, and how each stands.</summary>
    public ImmutableArray<FeedPart> Parts { get; internal init; } = [];

    /// <summary>Rows that came or changed since the snapshot before: their cells flash.</summary>
    public IReadOnlySet<RowKey> Changed { get; internal init; } = FrozenSet<RowKey>.Empty;

    /// <summary>Whether the order stands still for the pointer's sake.</summary>
    public bool Held { get; internal init; }

    /// <summary>While held: how many rows came, went or would move.</summary>
    public int Waiting { get; internal init; }

    /// <summary>Counts up with each snapshot.</summary>
    public long Version { get; internal init; }

    /// <inheritdoc />
    public Row this[int index] => Latest(_order[index]);

    /// <summary>While held: whether a row that is still shown is gone.</summary>
    /// <param name="key">The row.</param>
    public bool IsGone(RowKey key) => _since.TryGetValue(key, out var entry) && entry is null;

    /// <summary>A row's place among those shown; -1 where it is not. Looks at all of them.</summary>
    /// <param name="key">The row.</param>
    public int IndexOf(RowKey key)
    {
        var index = 0;
        foreach (var entry in _order)
        {
            if (entry.Row.Key == key)
            {
                return index;
            }

            index++;
        }

        return -1;
    }

    /// <inheritdoc />
    public IEnumerator<Row> GetEnumerator() => _order.Select(Latest).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Row Latest(RowEntry entry) => !_since.IsEmpty && _since.TryGetValue(entry.Row.Key, out var since) && since is not null ? since.Row : entry.Row;
}
