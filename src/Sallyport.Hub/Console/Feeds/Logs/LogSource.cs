namespace Sallyport.Hub.Console.Feeds.Logs;

/// <summary>What kind of container a line came from.</summary>
public enum ContainerKind
{
    /// <summary>One of the pod's own.</summary>
    Main,

    /// <summary>One that runs before them.</summary>
    Init,

    /// <summary>One that was added for debugging.</summary>
    Ephemeral,
}

/// <summary>Where lines come from.</summary>
/// <param name="Index">Counts up from 0, for a colour of its own.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Container">The container.</param>
/// <param name="Kind">What kind of container it is.</param>
public sealed record LogSource(int Index, string Pod, string Container, ContainerKind Kind);

/// <summary>How the reading of a container's lines stands.</summary>
public enum LogSourceState
{
    /// <summary>The container has not begun.</summary>
    Waiting,

    /// <summary>Lines come in.</summary>
    Reading,

    /// <summary>The connection was lost; it goes on from where it was.</summary>
    Reconnecting,

    /// <summary>All has been read: the container has ended, or its lines were not to be followed.</summary>
    Ended,

    /// <summary>The user may not read it.</summary>
    Blocked,

    /// <summary>The server failed; it is asked again where lines are followed.</summary>
    Failed,

    /// <summary>There are more containers than are read at once.</summary>
    LeftOut,
}

/// <summary>How the reading of one container's lines stands.</summary>
/// <param name="Source">The container.</param>
/// <param name="State">How it stands.</param>
/// <param name="Message">Why, in a sentence; empty where there is nothing to say.</param>
public sealed record LogSourceStatus(LogSource Source, LogSourceState State, string Message);
