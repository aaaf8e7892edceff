using System.Globalization;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Tables;

/// <summary>How a table is looked at, as its address has it.</summary>
/// <param name="Filter">What was typed into the filter box.</param>
/// <param name="Sort">A column's key, with a minus before it when the greatest comes first.</param>
/// <param name="Columns">The keys of the columns; none for the usual ones.</param>
/// <param name="Labels">The label selector that clusters sift by.</param>
/// <param name="Widths">By a column's key, how many CSS pixels wide it was made.</param>
internal sealed record TableView(string Filter, string Sort, IReadOnlyList<string> Columns, string Labels, IReadOnlyDictionary<string, int> Widths)
{
    public const string FilterKey = "q";
    public const string SortKey = "sort";
    public const string ColumnsKey = "cols";
    public const string LabelsKey = "labels";
    public const string WidthsKey = "widths";

    private const int Narrowest = 48;
    private const int Widest = 1_200;

    /// <summary>All rows by name, as kubectl would print them.</summary>
    public static TableView Plain { get; } = new("", "", [], "", new Dictionary<string, int>(StringComparer.Ordinal));

    public static TableView Read(PageAddress address) => new(
        address[FilterKey],
        address[SortKey],
        address[ColumnsKey].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        address[LabelsKey],
        ReadWidths(address[WidthsKey]));

    public bool Descending => Sort.StartsWith('-');

    /// <summary>The column it is sorted by.</summary>
    public string SortedBy => Sort.Length == 0 ? "name" : Sort.TrimStart('-');

    /// <summary>The order among these columns; the worst first for "status", whatever the kind prints.</summary>
    public RowSort OrderIn(IReadOnlyList<TableColumn> columns) =>
        SortedBy == "status" ? new RowSort(RowSort.Status, Descending)
        : columns.FirstOrDefault(column => column.Key == SortedBy) is { } column ? new RowSort(column.Sort, Descending)
        : RowSort.ByName;

    /// <summary>What the address says after a click on a column's heading.</summary>
    public string After(TableColumn column) => SortedBy == column.Key && !Descending ? "-" + column.Key : column.Key;

    /// <summary>What the address says after a column was made as wide as this; 0 for as wide as it is by itself.</summary>
    public string WidthsWith(string column, int pixels) => string.Join(',', Widths.Where(width => width.Key != column)
        .Concat(pixels > 0 ? [new KeyValuePair<string, int>(column, Math.Clamp(pixels, Narrowest, Widest))] : [])
        .Select(width => string.Create(CultureInfo.InvariantCulture, $"{width.Key}:{width.Value}")));

    private static Dictionary<string, int> ReadWidths(string text)
    {
        var widths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var width in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = width.LastIndexOf(':');
            if (at > 0 && int.TryParse(width.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var pixels))
            {
                widths[width[..at]] = Math.Clamp(pixels, Narrowest, Widest);
            }
        }

        return widths;
    }
}
