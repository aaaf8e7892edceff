using System.Collections.Concurrent;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Feeds.Kinds;

/// <summary>
/// What kinds each cluster offers, custom ones included. Read when first asked for and again when it has grown old, so that a new
/// definition shows within a minute of being looked for; a cluster that is away keeps what was known of it.
/// </summary>
public sealed class KindBook
{
    private static readonly TimeSpan Old = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Chapter> _chapters = new(StringComparer.Ordinal);
    private readonly ClusterRoads _roads;
    private readonly TimeProvider _time;

    /// <summary>A book that has read nothing yet.</summary>
    /// <param name="roads">Where calls go.</param>
    /// <param name="time">The clock by which what was read grows old.</param>
    public KindBook(ClusterRoads roads, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(roads);
        ArgumentNullException.ThrowIfNull(time);
        (_roads, _time) = (roads, time);
    }

    /// <summary>What a cluster offers. A cluster that cannot be read gives an empty catalog, or the one before, with the problem named.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public Task<KindCatalog> GetAsync(string cluster, CancellationToken cancellationToken) => ReadAsync(cluster, Old, cancellationToken);

    /// <summary>The same, read anew unless that was a moment ago: for a kind that one looks for and does not find.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public Task<KindCatalog> RefreshAsync(string cluster, CancellationToken cancellationToken) => ReadAsync(cluster, Recent, cancellationToken);

    /// <summary>A kind in the version that a cluster prefers; null where the cluster does not have it.</summary>
    internal async ValueTask<ResourceType?> FindAsync(string cluster, ResourceType type, CancellationToken cancellationToken) =>
        (await RefreshAsync(cluster, cancellationToken)).Find(type.Group, type.Resource);

    private async Task<KindCatalog> ReadAsync(string cluster, TimeSpan oldest, CancellationToken cancellationToken)
    {
        var chapter = _chapters.GetOrAdd(cluster, static _ => new Chapter());
        if (chapter.Catalog is { } known && _time.GetElapsedTime(chapter.ReadAt) < oldest)
        {
            return known;
        }

        // Who waits here finds what the one before has read.
        await chapter.Turn.WaitAsync(cancellationToken);
        try
        {
            if (chapter.Catalog is null || _time.GetElapsedTime(chapter.ReadAt) >= oldest)
            {
                var reading = new KindReading(new ClusterApi(cluster, _roads(cluster)));

                // Off the caller's synchronization context, as every reading here.
                chapter.Catalog = await Task.Run(() => reading.ReadAsync(chapter.Catalog, cancellationToken), cancellationToken);
                chapter.ReadAt = _time.GetTimestamp();
            }

            return chapter.Catalog;
        }
        finally
        {
            chapter.Turn.Release();
        }
    }

    private sealed class Chapter
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public KindCatalog? Catalog { get; set; }

        public long ReadAt { get; set; }
    }
}
