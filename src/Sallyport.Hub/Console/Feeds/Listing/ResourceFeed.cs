using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Feeds.Listing;

/// <summary>
/// The live rows of one kind over clusters and namespaces. Each cluster comes, fails and recovers by itself; what is there
/// is shown, and what is not is named in <see cref="RowSnapshot.Parts"/>.
/// </summary>
public sealed class ResourceFeed : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly FeedPace _pace;
    private readonly Task _run;

    /// <summary>Begins to read.</summary>
    /// <param name="query">Which objects.</param>
    /// <param name="roads">Where calls go.</param>
    /// <param name="time">The clock of back-offs and snapshots.</param>
    /// <param name="kinds">Where the version is looked up in which a cluster serves the kind; null to ask for one version only.</param>
    public ResourceFeed(FeedQuery query, ClusterRoads roads, TimeProvider time, KindBook? kinds = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(roads);
        Query = query;
        Rows = new RowStore(time);
        _pace = new FeedPace(time);
        KindResolver? resolve = kinds is null ? null : async (cluster, ct) => await kinds.FindAsync(cluster, query.Type, ct);
        _run = Task.WhenAll(query.Clusters.Distinct(StringComparer.Ordinal).Select(cluster =>
            Run(new ClusterFeed(new ClusterApi(cluster, roads(cluster)), query, resolve, Rows, _pace))));
    }

    /// <summary>Which objects these are.</summary>
    public FeedQuery Query { get; }

    /// <summary>The rows.</summary>
    public RowStore Rows { get; }

    /// <summary>Access may have changed: what was refused is asked for again now.</summary>
    public void LookAgain() => _pace.LookAgain.Raise();

    /// <summary>Ends every call, and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Rows.Dispose();
        _pace.Dispose();
        _end.Dispose();
    }

    // Off the caller's synchronization context: reading must not wait for a page to be drawn, nor drawing for it.
    private Task Run(ClusterFeed cluster) => Task.Run(() => cluster.RunAsync(_end.Token));
}
