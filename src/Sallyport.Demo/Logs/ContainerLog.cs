using Sallyport.Demo.Workloads;

namespace Sallyport.Demo.Logs;

/// <summary>
/// The log of one run of one container. It is a function of the time, so that a log that grows costs nothing until it
/// is read.
/// </summary>
internal sealed class ContainerLog(string identity, LogVoice voice, DateTimeOffset started, DateTimeOffset? ended)
{
    /// <summary>As much as a node keeps before it rotates.</summary>
    private const long Kept = 20_000;

    public bool HasEnded => ended is not null;

    /// <summary>How many lines there are at a moment, old ones that were rotated away included.</summary>
    public long Count(DateTimeOffset now)
    {
        DateTimeOffset until = ended is { } end && end < now ? end : now;
        if (until < started)
        {
            return 0;
        }

        long steady = (long)((until - started) / voice.Every);
        bool isOver = ended is { } over && over <= now;
        return voice.Greeting.Count + steady + (isOver ? voice.LastWords.Count : 0);
    }

    public long First(DateTimeOffset now) => Math.Max(0, Count(now) - Kept);

    public LogLine this[long index]
    {
        get
        {
            int greeting = voice.Greeting.Count;
            if (index < greeting)
            {
                return new LogLine(started.AddMilliseconds(40 * (index + 1)), voice.Greeting[(int)index]);
            }

            long steady = ended is { } end ? (long)((end - started) / voice.Every) : long.MaxValue;
            long i = index - greeting;
            if (i >= steady)
            {
                int last = (int)(i - steady);
                return new LogLine(ended!.Value.AddMilliseconds(last - voice.LastWords.Count), voice.LastWords[last]);
            }

            uint hash = StableHash.Of($"{identity}/{i}");
            TimeSpan jitter = voice.Every * (hash % 80 / 100.0);
            return new LogLine(started + (voice.Every * i) + jitter, voice.Line(hash));
        }
    }

    public DateTimeOffset Due(long index) => index < voice.Greeting.Count
        ? started
        : started + (voice.Every * (index - voice.Greeting.Count + 1));
}

/// <summary>One line and when it was written.</summary>
internal readonly record struct LogLine(DateTimeOffset Time, string Text)
{
    public string Render(bool timestamps) => timestamps
        ? $"{Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff}00Z {Text}\n"
        : Text + "\n";
}
