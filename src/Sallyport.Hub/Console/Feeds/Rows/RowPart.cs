namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>The rows of one cluster, or of one namespace of it, which come by one list and watch.</summary>
internal sealed class RowPart(string cluster, string? ns)
{
    public FeedPart State { get; set; } = new(cluster, ns, FeedState.Loading);

    /// <summary>Counts the listings: what the latest does not have is gone.</summary>
    public int Listing { get; set; }
}
