using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Tables;

/// <summary>How a table is looked at, as its address has it.</summary>
/// <param name="Filter">What was typed into the filter box.</param>
/// <param name="Sort">A column's key, with a minus before it when the greatest comes first.</param>
/// <param name="Columns">The keys of the columns; none for the usual ones.</param>
/// <param name="Labels">The label selector that clusters sift by.</param>
internal sealed record TableView(string Filter, string Sort, IReadOnlyList<string> Columns, string Labels)
{
    public const string FilterKey = "q";
    public const string SortKey = "sort";
    public const string ColumnsKey = "cols";
    public const string LabelsKey = "labels";

    public static TableView Read(PageAddress address) => new(
        address[FilterKey],
        address[SortKey],
        address[ColumnsKey].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        address[LabelsKey]);

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
}
