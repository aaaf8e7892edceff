namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>What a row is sorted by: a value, or a text where the cell has none. Rows with nothing to sort by come last.</summary>
internal readonly struct SortKey(double? value, string text)
{
    private readonly double _value = value ?? double.NaN;

    private bool IsNothing => double.IsNaN(_value) && text.Length == 0;

    public static SortKey Of(Row row, Column? column, int place, string name) => column?.Kind switch
    {
        _ when name == RowSort.Status => new SortKey(-(double)row.Status.Health, row.Status.Words),
        _ when name == RowSort.Namespace => new SortKey(null, row.Namespace),
        _ when name == RowSort.Cluster => new SortKey(null, row.Cluster),
        ColumnKind.Age => new SortKey(row.CreatedTicks == 0 ? null : -row.CreatedTicks, ""),
        null or ColumnKind.Name => new SortKey(null, row.Name),
        ColumnKind.Quantity => OfCell(row[place], CellValue.Quantity(row[place])),
        _ => OfCell(row[place], CellValue.Number(row[place])),
    };

    public static int Compare(in SortKey a, in SortKey b, bool descending)
    {
        if (a.IsNothing || b.IsNothing)
        {
            return a.IsNothing.CompareTo(b.IsNothing);
        }

        var order = (double.IsNaN(a._value), double.IsNaN(b._value)) switch
        {
            (false, false) when a._value != b._value => a._value.CompareTo(b._value),
            (true, false) => 1,
            (false, true) => -1,
            _ => NaturalOrder.Compare(a.Text, b.Text),
        };
        return descending ? -order : order;
    }

    /// <summary>Whether two rows with these keys stand in the same place, as far as the keys go.</summary>
    public bool IsSame(in SortKey other) => _value.Equals(other._value) && Text == other.Text;

    private string Text => text;

    // "<none>" and "<unknown>" are how Kubernetes prints nothing.
    private static SortKey OfCell(string cell, double? value) => value is null && cell.StartsWith('<') ? new SortKey(null, "") : new SortKey(value, cell);
}
