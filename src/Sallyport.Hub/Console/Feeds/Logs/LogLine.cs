using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Feeds.Logs;

/// <summary>One line. Its text has neither escape sequences nor control characters; it is hostile until encoded all the same.</summary>
public sealed class LogLine
{
    internal LogLine(long number, DateTimeOffset time, LogSource source, string text)
    {
        (Number, Time, Source, Text) = (number, time, source, text);
        Order = time;
    }

    /// <summary>Its own number within the feed, in order of arrival.</summary>
    public long Number { get; }

    /// <summary>When the container wrote it.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Where it comes from.</summary>
    public LogSource Source { get; }

    /// <summary>What it says.</summary>
    public string Text { get; }

    /// <summary>How weighty it is.</summary>
    public LogSeverity Severity { get; internal init; }

    /// <summary>How stretches of it are to look; empty where it is plain.</summary>
    public ImmutableArray<TextStyle> Styles { get; internal init; } = [];

    /// <summary>Whether it was longer, and is cut.</summary>
    public bool IsCut { get; internal init; }

    /// <summary>Whether it is a JSON object, to be unfolded.</summary>
    public bool IsJson => Text.Length > 1 && Text[0] == '{' && Text[^1] == '}';

    /// <summary>Where it stands among lines of other containers; its own container's lines stay in order whatever their times.</summary>
    internal DateTimeOffset Order { get; init; }
}
