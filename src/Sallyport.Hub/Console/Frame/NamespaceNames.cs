using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Frame;

/// <summary>The names of the namespaces in some clusters, as far as the visitor may list them.</summary>
internal sealed class NamespaceNames(ConsoleRoads roads, ClusterNames clusters)
{
    private const string Target = "/api/v1/namespaces?limit=2000";
    private const string Metadata = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    private const int AtOnce = 8;

    /// <param name="chosen">The clusters; none for all.</param>
    public async Task<IReadOnlyList<string>> ReadAsync(IReadOnlyList<string> chosen)
    {
        var names = chosen.Count > 0 ? chosen : [.. (await clusters.ReadAsync()).Where(cluster => cluster.State == "online").Select(cluster => cluster.Name)];
        var all = new SortedSet<string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (name, cancellationToken) =>
        {
            var found = await ReadAsync(name, cancellationToken);
            lock (all)
            {
                all.UnionWith(found);
            }
        });
        return [.. all];
    }

    private async Task<IReadOnlyList<string>> ReadAsync(string cluster, CancellationToken cancellationToken)
    {
        try
        {
            var list = await roads.Api(cluster).ReadAsync(Target, Metadata, cancellationToken);
            return [.. list.Items("items").Select(item => item.At("metadata").Text("name"))];
        }
        catch (ClusterProblemException)
        {
            // A list to choose from has what could be found; the page itself says what is away or closed.
            return [];
        }
    }
}
