using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Sallyport.Hub.Limits;

/// <summary>How many things each key has open at once, up to a number. Nobody waits for anybody here: counts change by compare-and-swap.</summary>
/// <param name="most">The most that one key may have.</param>
internal sealed class Seats<TKey>(int most)
    where TKey : notnull
{
    /// <summary>The count of a key that is being forgotten: whoever meets it begins anew.</summary>
    private const int Gone = -1;

    private readonly ConcurrentDictionary<TKey, StrongBox<int>> _taken = new();

    public int Most => most;

    /// <summary>Takes a seat, to be given back; false when all are taken.</summary>
    public bool TryTake(TKey key)
    {
        while (true)
        {
            var count = _taken.GetOrAdd(key, static _ => new StrongBox<int>());
            var taken = Volatile.Read(ref count.Value);
            if (taken == Gone)
            {
                _taken.TryRemove(new(key, count));
            }
            else if (taken >= most)
            {
                return false;
            }
            else if (Interlocked.CompareExchange(ref count.Value, taken + 1, taken) == taken)
            {
                return true;
            }
        }
    }

    public void GiveBack(TKey key)
    {
        var count = _taken[key];
        if (Interlocked.Decrement(ref count.Value) == 0 && Interlocked.CompareExchange(ref count.Value, Gone, 0) == 0)
        {
            _taken.TryRemove(new(key, count));
        }
    }
}
