using System.Runtime.CompilerServices;
using Sallyport.Hub.Console.Frame;
using Sallyport.Hub.Console.Search.Finding;

namespace Sallyport.Hub.Console.Search;

/// <summary>Objects of all clusters by their names, as far as a small search finds them while somebody types.</summary>
internal sealed class ObjectSource(ObjectSearch search, ClusterNames clusters) : IPaletteSource
{
    private const int FewestLetters = 3;
    private const int Calls = 120;
    private const int Most = 8;

    public int Order => 30;

    public TimeSpan Pause => TimeSpan.FromMilliseconds(300);

    public async IAsyncEnumerable<IReadOnlyList<PaletteItem>> FindAsync(string typed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = SearchWords.Read(typed);
        if (typed.Length < FewestLetters || !wanted.IsEnough)
        {
            yield break;
        }

        var known = await clusters.ReadAsync(cancellationToken);
        var scope = new SearchScope([.. known.Select(cluster => new SearchCluster(cluster.Name, cluster.State == "online"))], Calls);
        await foreach (var found in search.FindAsync(scope, wanted, cancellationToken))
        {
            yield return [.. found.Hits.Take(Most).Select(Item)];
        }
    }

    private static PaletteItem Item(SearchHit hit) => new(
        hit.Row.Name,
        hit.Row.Namespace.Length == 0 ? $"{hit.Type.Kind} · {hit.Row.Cluster}" : $"{hit.Type.Kind} · {hit.Row.Cluster} / {hit.Row.Namespace}",
        hit.Page,
        Resources.KindGroups.Of(hit.Type.FullName)?.Icon ?? "custom");
}
