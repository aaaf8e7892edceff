using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Tables;

/// <summary>The rows that the visitor has chosen, one by one or by a range.</summary>
internal sealed class RowChoice
{
    /// <summary>How many are chosen with one click at most.</summary>
    public const int MostAtOnce = 500;

    private readonly HashSet<RowKey> _keys = [];
    private RowKey? _last;

    public int Count => _keys.Count;

    public bool Has(RowKey key) => _keys.Contains(key);

    /// <summary>Turns a row's choice round; with shift, all from the last one to it are chosen.</summary>
    public void Turn(RowSnapshot table, RowKey key, bool shift)
    {
        if (shift && _last is { } last && table.IndexOf(last) is var from and >= 0 && table.IndexOf(key) is var to and >= 0)
        {
            for (var i = Math.Min(from, to); i <= Math.Max(from, to); i++)
            {
                _keys.Add(table[i].Key);
            }
        }
        else if (!_keys.Remove(key))
        {
            _keys.Add(key);
        }

        _last = key;
    }

    /// <summary>Whether every row that is shown is chosen.</summary>
    public bool HasAll(RowSnapshot table) => table.Count is > 0 and <= MostAtOnce && _keys.Count >= table.Count && table.All(row => _keys.Contains(row.Key));

    /// <summary>Chooses every row that is shown; none of them where all are chosen.</summary>
    public void TurnAll(RowSnapshot table)
    {
        if (HasAll(table))
        {
            _keys.ExceptWith(table.Select(row => row.Key));
        }
        else
        {
            _keys.UnionWith(table.Take(MostAtOnce).Select(row => row.Key));
        }
    }

    public void Clear()
    {
        _keys.Clear();
        _last = null;
    }

    /// <summary>The chosen rows that are still there.</summary>
    public IReadOnlyList<Row> In(RowStore rows)
    {
        _keys.RemoveWhere(key => rows.Find(key) is null);
        return [.. _keys.Select(rows.Find).OfType<Row>()];
    }
}
