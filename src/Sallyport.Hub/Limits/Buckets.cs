using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Sallyport.Hub.Limits;

/// <summary>
/// A bucket of permits for each key, refilled at a rate. A bucket is one number, the time at which it is full again, and is
/// changed by compare-and-swap: the limiters of System.Threading.RateLimiting take two locks for each permit, and every
/// request passes here.
/// </summary>
/// <param name="rate">How fast a bucket fills, and how much it holds; null for no limit at all.</param>
/// <param name="time">The clock.</param>
internal sealed class Buckets<TKey>(Rate? rate, TimeProvider time)
    where TKey : notnull
{
    /// <summary>Keys may be a stranger's to choose. Who comes when there are so many shares one bucket with all that do.</summary>
    private const int MostKeys = 100_000;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<TKey, StrongBox<long>> _fullAgain = new();
    private readonly StrongBox<long> _crowd = new();
    private readonly long _step = rate is null ? 0 : Math.Max(1, time.TimestampFrequency / rate.PerSecond);
    private readonly long _depth = rate is null ? 0 : Math.Max(1, time.TimestampFrequency / rate.PerSecond) * rate.Burst;
    private long _swept = time.GetTimestamp();
    private int _keys;

    /// <summary>Takes a permit. Null when there was one, and otherwise how long until there is.</summary>
    public TimeSpan? Take(TKey key)
    {
        if (rate is null)
        {
            return null;
        }

        var bucket = _fullAgain.TryGetValue(key, out var known) ? known : Begin(key);
        while (true)
        {
            var fullAgain = Volatile.Read(ref bucket.Value);
            var now = time.GetTimestamp();
            var next = Math.Max(fullAgain, now) + _step;
            if (next - now > _depth)
            {
                return time.GetElapsedTime(now, next - _depth);
            }

            if (Interlocked.CompareExchange(ref bucket.Value, next, fullAgain) == fullAgain)
            {
                return null;
            }
        }
    }

    /// <summary>How long until there is a permit, taking none; null when there is one.</summary>
    public TimeSpan? Wait(TKey key)
    {
        if (rate is null || !_fullAgain.TryGetValue(key, out var bucket))
        {
            return null;
        }

        var now = time.GetTimestamp();
        var next = Math.Max(Volatile.Read(ref bucket.Value), now) + _step;
        return next - now > _depth ? time.GetElapsedTime(now, next - _depth) : null;
    }

    private StrongBox<long> Begin(TKey key)
    {
        Sweep();
        if (Volatile.Read(ref _keys) >= MostKeys)
        {
            return _crowd;
        }

        var begun = new StrongBox<long>();
        var bucket = _fullAgain.GetOrAdd(key, begun);
        if (ReferenceEquals(bucket, begun))
        {
            Interlocked.Increment(ref _keys);
        }

        return bucket;
    }

    /// <summary>A full bucket is as good as none.</summary>
    private void Sweep()
    {
        var now = time.GetTimestamp();
        var swept = Volatile.Read(ref _swept);
        if (time.GetElapsedTime(swept, now) < SweepInterval || Interlocked.CompareExchange(ref _swept, now, swept) != swept)
        {
            return;
        }

        foreach (var bucket in _fullAgain)
        {
            if (Volatile.Read(ref bucket.Value.Value) <= now && _fullAgain.TryRemove(bucket))
            {
                Interlocked.Decrement(ref _keys);
            }
        }
    }
}
