using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Feeds;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Listing;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Fleet;

/// <summary>The nodes of all clusters, counted cluster by cluster.</summary>
internal sealed class FleetNodes(ConsoleRoads roads, IEnumerable<string> clusters, TimeProvider time) : IAsyncDisposable
{
    private static readonly ResourceType Node = new("", "v1", "nodes", "Node", Namespaced: false) { Verbs = ["list", "watch"] };
    private readonly ResourceFeed _feed = new(new FeedQuery(Node, [.. clusters]), roads.To, time);

    /// <summary>The counts of this moment, and each new ones.</summary>
    public async IAsyncEnumerable<IReadOnlyDictionary<string, NodeCount>> FollowAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var table in _feed.Rows.Snapshots.FollowAsync(cancellationToken))
        {
            yield return table.Parts.ToDictionary(part => part.Cluster, part => Count(table, part), StringComparer.Ordinal);
        }
    }

    public void LookAgain() => _feed.LookAgain();

    public ValueTask DisposeAsync() => _feed.DisposeAsync();

    private static NodeCount Count(RowSnapshot table, FeedPart part)
    {
        var nodes = table.Where(row => row.Cluster == part.Cluster).ToList();
        return new NodeCount(nodes.Count, nodes.Count(node => node.Status.Health == Health.Ok), part.State);
    }
}

/// <summary>How many nodes a cluster has.</summary>
/// <param name="All">All of them.</param>
/// <param name="Ready">Those that are ready and take pods.</param>
/// <param name="State">How far this is known.</param>
internal sealed record NodeCount(int All, int Ready, FeedState State);
