namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>One object among all clusters. It stays the same while the object lives.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Uid">The object's uid; where it has none, one made of its namespace and name.</param>
public readonly record struct RowKey(string Cluster, Guid Uid)
{
    /// <summary>A text that is safe in an element's id as far as the cluster's name is.</summary>
    public override string ToString() => $"{Cluster}-{Uid:N}";
}
