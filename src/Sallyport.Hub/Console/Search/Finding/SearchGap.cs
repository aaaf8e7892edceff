namespace Sallyport.Hub.Console.Search.Finding;

/// <summary>Something that a search did not look through, or not to its end.</summary>
/// <param name="Why">Why not.</param>
/// <param name="Cluster">The cluster.</param>
/// <param name="Kind">The kind by resource and group; empty for all of the cluster.</param>
/// <param name="Message">The sentence that kubectl prints; empty where nobody was asked.</param>
public sealed record SearchGap(SearchGapReason Why, string Cluster, string Kind, string Message);

/// <summary>Why something was not looked through.</summary>
public enum SearchGapReason
{
    /// <summary>The cluster is away, or did not answer in time.</summary>
    Away,

    /// <summary>One may not list it.</summary>
    Blocked,

    /// <summary>The cluster failed.</summary>
    Failed,

    /// <summary>More fits than is kept.</summary>
    More,

    /// <summary>The search had made all the calls that it may.</summary>
    NotAsked,
}
