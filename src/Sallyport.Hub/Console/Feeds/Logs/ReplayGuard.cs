using System.Runtime.InteropServices;

namespace Sallyport.Hub.Console.Feeds.Logs;

/// <summary>
/// Lets a log that was interrupted go on without a line twice or a line missed. The kubelet begins at whole seconds, so
/// it is asked for a little more than what is missing, and what was already read of that is known by its time and text.
/// </summary>
internal sealed class ReplayGuard
{
    private const int Most = 200_000;

    // Two writers of one container may be a little out of order.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(1);

    private readonly Queue<(DateTimeOffset Time, int Hash)> _recent = new();
    private readonly Dictionary<(DateTimeOffset, int), int> _replayed = [];
    private DateTimeOffset _latest;
    private DateTimeOffset _forgotten;

    /// <summary>When to ask from when going on; null when nothing has been read.</summary>
    public DateTimeOffset? Resume => _latest == default ? null : Window(_latest);

    /// <summary>The same log is read again from <see cref="Resume"/>.</summary>
    public void Again()
    {
        _replayed.Clear();
        foreach (var line in _recent)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_replayed, line, out _)++;
        }
    }

    /// <summary>Whether a line, its time included, is new.</summary>
    public bool IsNew(DateTimeOffset time, ReadOnlySpan<byte> line)
    {
        var hash = new HashCode();
        hash.AddBytes(line);
        var key = (time, hash.ToHashCode());
        if (_replayed.Count > 0 && (time <= _forgotten || Replays(key)))
        {
            return false;
        }

        _latest = time > _latest ? time : _latest;
        _recent.Enqueue(key);
        while (_recent.Count > Most)
        {
            _forgotten = _recent.Dequeue().Time;
        }

        while (_recent.Peek().Time < Window(_latest))
        {
            _recent.Dequeue();
        }

        return true;
    }

    private static DateTimeOffset Window(DateTimeOffset latest) =>
        new DateTimeOffset(latest.UtcTicks - (latest.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero) - Overlap;

    private bool Replays((DateTimeOffset, int) key)
    {
        if (!_replayed.TryGetValue(key, out var times))
        {
            return false;
        }

        if (times == 1)
        {
            _replayed.Remove(key);
        }
        else
        {
            _replayed[key] = times - 1;
        }

        return true;
    }
}
