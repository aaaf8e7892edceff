using System.Collections.Concurrent;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Search.Finding;

/// <summary>
/// What one page has found a moment ago, so that a longer word asks nobody again: what fits "storef" was among what fits
/// "sto". Given up when access may have changed, and when it becomes much: a page may stay open for days.
/// </summary>
internal sealed class SearchMemory(TimeProvider time)
{
    /// <summary>How many hits and lists are held at most, give or take one list.</summary>
    public const int Most = 20_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string Cluster, string Kind, string Namespaces), SearchListing> _listings = new();
    private int _held;

    public SearchListing? Find(string cluster, ResourceType type, string namespaces, SearchWords words) =>
        _listings.TryGetValue((cluster, type.FullName, namespaces), out var known) && known.IsWhole && time.GetElapsedTime(known.ReadAt) < Fresh && words.Narrow(known.Words)
            ? known.Narrowed(words)
            : null;

    public SearchListing Keep(string cluster, ResourceType type, string namespaces, SearchListing listing)
    {
        if (Interlocked.Add(ref _held, 1 + listing.Hits.Length) > Most)
        {
            _listings.Clear();
            Volatile.Write(ref _held, 1 + listing.Hits.Length);
        }

        return _listings[(cluster, type.FullName, namespaces)] = listing with { ReadAt = time.GetTimestamp() };
    }
}
