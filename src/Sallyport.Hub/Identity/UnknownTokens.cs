using System.Collections.Concurrent;

namespace Sallyport.Hub.Identity;

/// <summary>Tokens the store did not know a moment ago. Bounded: when it is full it forgets all of them.</summary>
internal sealed class UnknownTokens(TimeProvider time)
{
    private const int Most = 20_000;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<TokenHash, long> _since = new();
    private int _count;

    public bool Contains(TokenHash token) =>
        _since.TryGetValue(token, out var since) && time.GetElapsedTime(since) < Life;

    public void Add(TokenHash token)
    {
        if (Interlocked.Increment(ref _count) > Most)
        {
            Clear();
        }

        _since[token] = time.GetTimestamp();
    }

    public void Clear()
    {
        Volatile.Write(ref _count, 0);
        _since.Clear();
    }
}
