using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Tables;

/// <summary>A column as it stands in a table on a page.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Place">The place of its cells in a row; below 0 for what every row knows of itself.</param>
/// <param name="Kind">How its cells are to be understood.</param>
/// <param name="Sort">What it is called when it sorts.</param>
public sealed record TableColumn(string Name, int Place, ColumnKind Kind, string Sort)
{
    private const int ClusterPlace = -1;
    private const int NamespacePlace = -2;

    /// <summary>The cluster of each row.</summary>
    public static TableColumn Cluster { get; } = new("Cluster", ClusterPlace, ColumnKind.Text, RowSort.Cluster);

    /// <summary>The namespace of each row.</summary>
    public static TableColumn Namespace { get; } = new("Namespace", NamespacePlace, ColumnKind.Text, RowSort.Namespace);

    /// <summary>Whether its cells lead to the object: the name's, or what stands for it where a kind prints no name.</summary>
    public bool Leads { get; init; }

    /// <summary>As it is called in the address.</summary>
    public string Key => Name.ToLowerInvariant().Replace(' ', '-');

    /// <summary>Whether it says how the object fares, in the words of the cluster's printer.</summary>
    public bool IsStatus => Name is "Status" or "Phase";

    /// <summary>What a row has in it.</summary>
    public string Of(Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Place switch
        {
            ClusterPlace => row.Cluster,
            NamespacePlace => row.Namespace,
            _ => row[Place],
        };
    }
}
