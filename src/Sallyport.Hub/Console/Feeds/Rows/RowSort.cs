namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>The order of a table. Rows that are equal in it stand by cluster, namespace and name.</summary>
/// <param name="Column">A column's heading, or one of the words below; a column that is not there sorts by name.</param>
/// <param name="Descending">Whether the greatest comes first.</param>
public sealed record RowSort(string Column, bool Descending = false)
{
    /// <summary>By how the objects fare, the worst first.</summary>
    public const string Status = "$status";

    /// <summary>By namespace.</summary>
    public const string Namespace = "$namespace";

    /// <summary>By cluster.</summary>
    public const string Cluster = "$cluster";

    /// <summary>By name, which every table begins with.</summary>
    public static RowSort ByName { get; } = new("Name");
}
