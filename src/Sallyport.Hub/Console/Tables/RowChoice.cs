using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Tables;

/// <summary>The rows that the visitor has chosen, one by one or by a range.</summary>
internal sealed class RowChoice
{
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
