using System.Collections;
using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Feeds.Logs;

/// <summary>The lines at one moment, in order of time. Immutable; indexing is quick enough for a virtual list.</summary>
public sealed class LogSnapshot : IReadOnlyList<LogLine>
{
    private readonly ImmutableList<LogLine> _lines;

    internal LogSnapshot(ImmutableList<LogLine> lines) => _lines = lines;

    /// <summary>How many lines there are.</summary>
    public int Count => _lines.Count;

    /// <summary>How many older ones were dropped.</summary>
    public long Dropped { get; internal init; }

    /// <summary>The containers, and how the reading of each stands.</summary>
    public ImmutableArray<LogSourceStatus> Sources { get; internal init; } = [];

    /// <summary>How the look-up of the pods stands: live, blocked, the cluster away.</summary>
    public required FeedPart Pods { get; init; }

    /// <summary>Counts up with each snapshot.</summary>
    public long Version { get; internal init; }

    /// <inheritdoc />
    public LogLine this[int index] => _lines[index];

    /// <inheritdoc />
    public IEnumerator<LogLine> GetEnumerator() => _lines.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
