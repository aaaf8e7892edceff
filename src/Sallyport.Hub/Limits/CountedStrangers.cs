using Sallyport.Hub.Audit;

namespace Sallyport.Hub.Limits;

/// <summary>Refusals of one address that are counted until they are written down together.</summary>
/// <param name="first">The first of them.</param>
internal sealed class CountedStrangers(AuditDecision first)
{
    private const long Closed = long.MinValue;
    private long _count;

    public AuditDecision First { get; } = first;

    /// <summary>Counts one more; false when they have been written down.</summary>
    public bool TryAdd() => Interlocked.Increment(ref _count) > 0;

    /// <summary>Ends the counting, and says how many there were.</summary>
    public long Close() => Interlocked.Exchange(ref _count, Closed);
}
