using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Fleet;

/// <summary>Numbers wanted sets, ever higher within the store's epoch, past restarts too: they start from the clock.</summary>
internal sealed class Generations(PolicySource policy, TimeProvider time)
{
    private long _last;

    public string Epoch => policy.Epoch.ToString("D");

    public long Next()
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(last + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return next;
            }
        }
    }
}
