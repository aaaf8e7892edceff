using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Frame;

namespace Sallyport.Hub.Console.Resources;

/// <summary>Finds the kind that an address names, as the first cluster that answers and has it describes it.</summary>
internal sealed class KindFinder(ConsoleRoads roads, ClusterNames clusters)
{
    private const int AtOnce = 8;

    /// <param name="chosen">The clusters; none for all that the visitor has.</param>
    /// <param name="key">Resource and group, such as <c>deployments.apps</c>.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<FoundKind> FindAsync(IReadOnlyList<string> chosen, string key, CancellationToken cancellationToken)
    {
        var known = await clusters.ReadAsync(cancellationToken);
        var names = chosen.Count > 0 ? chosen : [.. known.Select(cluster => cluster.Name)];
        var answering = names.Where(name => known.Any(cluster => cluster.Name == name && cluster.State == "online")).ToArray();
        var problems = new List<string>();
        foreach (var name in answering)
        {
            var catalog = await roads.Kinds.GetAsync(name, cancellationToken);
            if (catalog.Types.FirstOrDefault(type => type.FullName == key) is { } type)
            {
                return new FoundKind(type, names, []);
            }

            problems.AddRange(catalog.Problems.Select(problem => problem.Message));
        }

        return new FoundKind(null, names, [.. names.Except(answering), .. problems]);
    }

    /// <summary>All kinds that can be listed, of all clusters that answer together; and what could not be asked.</summary>
    /// <param name="chosen">The clusters; none for all that the visitor has.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<(IReadOnlyList<ResourceType> Types, IReadOnlyList<string> Problems)> AllAsync(IReadOnlyList<string> chosen, CancellationToken cancellationToken)
    {
        var known = await clusters.ReadAsync(cancellationToken);
        var names = known.Where(cluster => cluster.State == "online" && (chosen.Count == 0 || chosen.Contains(cluster.Name))).Select(cluster => cluster.Name).ToArray();
        var catalogs = new KindCatalog[names.Length];
        await Parallel.ForAsync(0, names.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (i, asked) =>
            catalogs[i] = await roads.Kinds.GetAsync(names[i], asked));
        return (
            [.. catalogs.SelectMany(catalog => catalog.Types).Where(type => type.Verbs.Contains("list")).DistinctBy(type => type.FullName)],
            [.. catalogs.SelectMany(catalog => catalog.Problems).Select(problem => problem.Message).Distinct()]);
    }
}

/// <summary>A kind, and where it is looked for.</summary>
/// <param name="Type">The kind; null where no cluster that answers has it.</param>
/// <param name="Clusters">The clusters.</param>
/// <param name="Missing">Where it could not be looked for: clusters that are away, and what went wrong.</param>
internal sealed record FoundKind(ResourceType? Type, IReadOnlyList<string> Clusters, IReadOnlyList<string> Missing);
