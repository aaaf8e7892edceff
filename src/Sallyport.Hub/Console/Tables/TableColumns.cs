using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Tables;

/// <summary>Which columns a table shows, and how wide each is: as wide as what was seen in it, up to a bound, and never narrower again.</summary>
internal sealed class TableColumns
{
    private const int Narrowest = 6;
    private const int Widest = 44;
    private const int Sample = 200;

    private readonly Dictionary<string, int> _widths = new(StringComparer.Ordinal);

    /// <summary>All that can be shown, the one that leads to the object first.</summary>
    public static IReadOnlyList<TableColumn> All(RowSnapshot table, bool namespaced)
    {
        var printed = table.Columns.Select((column, place) => new TableColumn(column.Name, place, column.Kind, column.Name)).ToList();
        // Events print no name of their own: what happened stands for it.
        var leading = printed.Find(column => column.Kind == ColumnKind.Name) ?? printed.Find(column => column.Name == "Reason") ?? printed.FirstOrDefault();
        return
        [
            .. printed.Where(column => column == leading).Select(column => column with { Leads = true }),
            TableColumn.Cluster,
            .. namespaced ? [TableColumn.Namespace] : Array.Empty<TableColumn>(),
            .. printed.Where(column => column != leading),
        ];
    }

    /// <summary>Those that are shown.</summary>
    /// <param name="table">The table.</param>
    /// <param name="chosen">The keys that the visitor chose; empty for what kubectl would print.</param>
    /// <param name="clusters">Whether rows of several clusters may be there.</param>
    /// <param name="namespaces">Whether rows of several namespaces may be there.</param>
    public static IReadOnlyList<TableColumn> Shown(RowSnapshot table, IReadOnlyList<string> chosen, bool clusters, bool namespaces)
    {
        var all = All(table, namespaces);
        return chosen.Count > 0
            ? [.. all.Where(column => column.Leads || chosen.Contains(column.Key))]
            : [.. all.Where(column => column == TableColumn.Cluster ? clusters : column == TableColumn.Namespace || !table.Columns[column.Place].Wide)];
    }

    /// <summary>How many characters wide a column is, in even numbers.</summary>
    public int Width(TableColumn column) => _widths.GetValueOrDefault(column.Key, Narrowest);

    /// <summary>Looks at a part of the rows, spread over all of them.</summary>
    public void Measure(RowSnapshot table, IReadOnlyList<TableColumn> columns)
    {
        var step = Math.Max(1, table.Count / Sample);
        foreach (var column in columns)
        {
            var longest = Math.Max(Width(column), column.Name.Length + 4);
            for (var i = 0; i < table.Count && longest < Widest; i += step)
            {
                longest = Math.Max(longest, column.Of(table[i]).Length + (column.IsStatus || column.Leads ? 5 : 3));
            }

            _widths[column.Key] = Math.Min((longest + 1) / 2 * 2, Widest);
        }
    }
}
