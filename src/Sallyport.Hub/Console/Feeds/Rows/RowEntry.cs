namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>A row in its place: what it is sorted by now, whether the filter shows it, and which part of the feed it came by.</summary>
internal sealed class RowEntry(Row row, SortKey sort, bool shown)
{
    private readonly SortKey _sort = sort;

    public Row Row => row;

    public ref readonly SortKey Sort => ref _sort;

    public bool Shown => shown;

    /// <summary>Its place when all rows were last counted through in this order; 0 for what came or changed since.</summary>
    public int Place { get; set; }

    public required RowPart Part { get; set; }

    /// <summary>The listing that last had it.</summary>
    public required int Listing { get; set; }
}

/// <summary>The order of a table: total, so that every row has one place.</summary>
internal sealed class RowOrder(bool descending) : IComparer<RowEntry>
{
    public int Compare(RowEntry? x, RowEntry? y)
    {
        if (ReferenceEquals(x, y))
        {
            return 0;
        }

        if (x!.Place > 0 && y!.Place > 0)
        {
            return x.Place - y.Place;
        }

        Row a = x.Row, b = y!.Row;
        return SortKey.Compare(x.Sort, y.Sort, descending) is var bySort and not 0 ? bySort
            : NaturalOrder.Compare(a.Cluster, b.Cluster) is var byCluster and not 0 ? byCluster
            : NaturalOrder.Compare(a.Namespace, b.Namespace) is var byNamespace and not 0 ? byNamespace
            : NaturalOrder.Compare(a.Name, b.Name) is var byName and not 0 ? byName
            : a.Key.Uid.CompareTo(b.Key.Uid);
    }
}
