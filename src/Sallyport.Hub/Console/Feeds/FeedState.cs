namespace Sallyport.Hub.Console.Feeds;

/// <summary>How a part of a feed stands.</summary>
public enum FeedState
{
    /// <summary>The first answer is on its way.</summary>
    Loading,

    /// <summary>All is there, and changes come in as they happen.</summary>
    Live,

    /// <summary>The connection was lost; what is shown is what was last known.</summary>
    Reconnecting,

    /// <summary>The cluster is away; what is shown, if anything, is what was last known.</summary>
    Away,

    /// <summary>The user may not see it; nothing is shown.</summary>
    Blocked,

    /// <summary>The cluster does not have it.</summary>
    Absent,

    /// <summary>The server failed, or said what could not be read; it is asked again.</summary>
    Failed,
}
