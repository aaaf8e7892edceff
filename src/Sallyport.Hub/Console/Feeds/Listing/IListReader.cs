namespace Sallyport.Hub.Console.Feeds.Listing;

/// <summary>Reads one page of a list.</summary>
internal interface IPageReader
{
    /// <summary>The member of a list that has its objects.</summary>
    ReadOnlySpan<byte> Items { get; }

    /// <summary>Takes another member of a list. Those that come before the objects are given before them.</summary>
    void Member(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json);

    /// <summary>Takes one object of a list.</summary>
    void Item(ReadOnlySpan<byte> json);
}

/// <summary>Reads what a list or a watch brings, in one of the forms that Kubernetes offers.</summary>
internal interface IListReader : IPageReader
{
    /// <summary>The media types to ask for, best first.</summary>
    string Accept { get; }

    /// <summary>What the query says beside the selectors, such as <c>includeObject=Metadata</c>; empty for nothing.</summary>
    string Query { get; }

    /// <summary>Takes what an event says was added, changed or deleted, or a bookmark; answers its resource version.</summary>
    string? Event(WatchEventKind kind, ReadOnlySpan<byte> json);

    /// <summary>A listing begins.</summary>
    void Begin();

    /// <summary>The listing has ended: what it did not have is gone.</summary>
    void End();

    /// <summary>Hands on what has been taken so far.</summary>
    void Flush();

    /// <summary>Everything is to go, at once.</summary>
    void Drop();

    /// <summary>How it stands now.</summary>
    void Tell(FeedState state, Calls.ClusterProblem? problem = null, DateTimeOffset? retryAt = null, long remaining = 0);
}

/// <summary>What an event of a watch says.</summary>
internal enum WatchEventKind
{
    /// <summary>The object is there, newly or changed.</summary>
    Present,

    /// <summary>The object is gone.</summary>
    Deleted,

    /// <summary>Nothing happened up to a version.</summary>
    Bookmark,
}
