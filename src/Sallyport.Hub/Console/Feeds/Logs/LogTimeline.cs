using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Feeds.Logs;

/// <summary>The lines in order of time, the latest so many of them. For one thread at a time.</summary>
/// <param name="capacity">How many lines are kept.</param>
internal sealed class LogTimeline(int capacity)
{
    /// <summary>However few lines there are, no more text than this is kept, in characters.</summary>
    public const long MostText = 16 << 20;

    private long _text;

    public ImmutableList<LogLine> Lines { get; private set; } = [];

    public long Dropped { get; private set; }

    /// <summary>Adds lines in whatever order; those of one container stay in the order in which they came.</summary>
    public void Add(List<LogLine> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var sorted = lines.OrderBy(line => line.Order).ToList();
        _text += sorted.Sum(line => (long)line.Text.Length);
        var from = FirstAfter(sorted[0].Order);
        if (from < Lines.Count)
        {
            sorted = Merge(Lines.GetRange(from, Lines.Count - from), sorted);
            Lines = Lines.RemoveRange(from, Lines.Count - from);
        }

        Lines = Lines.AddRange(sorted);
        Trim();
    }

    /// <summary>Takes away what came from some containers.</summary>
    public void Forget(Predicate<LogSource> isGone)
    {
        Lines = Lines.RemoveAll(line => isGone(line.Source));
        _text = Lines.Sum(line => (long)line.Text.Length);
    }

    private void Trim()
    {
        var excess = Math.Max(0, Lines.Count - capacity);
        var text = _text;
        for (var i = 0; i < excess || (text > MostText && i < Lines.Count - 1); i++)
        {
            text -= Lines[i].Text.Length;
            excess = Math.Max(excess, i + 1);
        }

        Lines = Lines.RemoveRange(0, excess);
        Dropped += excess;
        _text = text;
    }

    /// <summary>The place of the first line that is later than a time.</summary>
    private int FirstAfter(DateTimeOffset time)
    {
        int low = 0, high = Lines.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Lines[middle].Order <= time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static List<LogLine> Merge(ImmutableList<LogLine> earlier, List<LogLine> later)
    {
        var merged = new List<LogLine>(earlier.Count + later.Count);
        var i = 0;
        foreach (var line in earlier)
        {
            while (i < later.Count && later[i].Order < line.Order)
            {
                merged.Add(later[i++]);
            }

            merged.Add(line);
        }

        merged.AddRange(later.Skip(i));
        return merged;
    }
}
