using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>
/// The order as it was when the pointer came into the table, and what happened since: cells change in place, while rows
/// that came, went or would move wait and are counted.
/// </summary>
internal sealed class HeldOrder
{
    public static readonly ImmutableDictionary<RowKey, RowEntry?> Nothing = ImmutableDictionary<RowKey, RowEntry?>.Empty;
    private readonly HashSet<RowKey> _waiting = [];

    public ImmutableSortedSet<RowEntry>? Order { get; private set; }

    public ImmutableDictionary<RowKey, RowEntry?> Since { get; private set; } = Nothing;

    public bool IsOn => Order is not null;

    public int Waiting => _waiting.Count;

    public void Take(ImmutableSortedSet<RowEntry> order)
    {
        Order = order;
        Since = Nothing;
        _waiting.Clear();
    }

    public void Release()
    {
        Order = null;
        Since = Nothing;
        _waiting.Clear();
    }

    public void Note(RowEntry? before, RowEntry? after)
    {
        if (!IsOn)
        {
            return;
        }

        var key = (after ?? before)!.Row.Key;
        Since = Since.SetItem(key, after);
        var stays = before is not null && after is not null && before.Shown == after.Shown && (!after.Shown || before.Sort.IsSame(after.Sort));
        var unseen = before is not { Shown: true } && after is not { Shown: true };
        if (!stays && !unseen)
        {
            _waiting.Add(key);
        }
    }

    /// <summary>Takes rows out of the held order as well.</summary>
    public void Forget(IReadOnlyCollection<RowKey> keys)
    {
        if (Order is null)
        {
            return;
        }

        var gone = keys.ToHashSet();
        Order = Order.Except(Order.Where(entry => gone.Contains(entry.Row.Key)));
        Since = Since.RemoveRange(gone);
        _waiting.ExceptWith(gone);
    }
}
