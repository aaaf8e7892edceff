using System.Collections.Immutable;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Feeds.Kinds;

/// <summary>Reads a cluster's discovery: in two documents where it aggregates them (Kubernetes 1.26 and later), else group by group.</summary>
internal sealed class KindReading(ClusterApi api)
{
    private const int AtOnce = 8;

    private const string Accept =
        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

    /// <summary>Reads all. What cannot be read keeps what was known of it.</summary>
    public async Task<KindCatalog> ReadAsync(KindCatalog? before, CancellationToken cancellationToken)
    {
        var problems = ImmutableArray.CreateBuilder<ClusterProblem>();
        var lost = new HashSet<string>(StringComparer.Ordinal);
        var types = new List<ResourceType>();
        try
        {
            foreach (var path in (string[])["/api", "/apis"])
            {
                await ReadRootAsync(path, types, problems, lost, cancellationToken);
            }
        }
        catch (ClusterProblemException fault)
        {
            return new KindCatalog(api.Cluster, before?.Types ?? [], [fault.Problem]);
        }

        types.AddRange((before?.Types ?? []).Where(type => lost.Contains(type.Group) && !types.Exists(read => read.FullName == type.FullName)));
        return new KindCatalog(
            api.Cluster,
            [.. types.DistinctBy(type => type.FullName).OrderBy(type => type.Group, StringComparer.Ordinal).ThenBy(type => type.Resource, StringComparer.Ordinal)],
            problems.ToImmutable());
    }

    private async Task ReadRootAsync(
        string path, List<ResourceType> types, ImmutableArray<ClusterProblem>.Builder problems, HashSet<string> lost, CancellationToken cancellationToken)
    {
        var root = await api.ReadAsync(path, Accept, cancellationToken);
        if (root.Text("kind") == "APIGroupDiscoveryList")
        {
            var read = AggregatedDiscovery.Read(root);
            types.AddRange(read.Types);
            foreach (var group in read.Stale)
            {
                lost.Add(group);
                problems.Add(new ClusterProblem(api.Cluster, ProblemKind.Away, $"The server of {group} in cluster {api.Cluster} is away; its kinds may be missing."));
            }

            return;
        }

        var versions = path == "/api"
            ? root.Items("versions").Select(version => (Group: "", Path: $"/api/{version.GetString()}"))
            : root.Items("groups").SelectMany(group => GroupDiscovery.Versions(group).Select(version => (Group: group.Text("name"), Path: $"/apis/{version}")));
        var paths = versions.ToArray();
        var lists = new (ImmutableArray<ResourceType> Types, ClusterProblem? Problem)[paths.Length];
        var bounded = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, paths.Length, bounded, async (i, ct) => lists[i] = await ReadGroupAsync(paths[i].Path, ct));
        for (var i = 0; i < lists.Length; i++)
        {
            types.AddRange(lists[i].Types);
            if (lists[i].Problem is { } problem)
            {
                lost.Add(paths[i].Group);
                problems.Add(problem);
            }
        }
    }

    private async Task<(ImmutableArray<ResourceType>, ClusterProblem?)> ReadGroupAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return (GroupDiscovery.Read(await api.ReadAsync(path, ClusterApi.Json, cancellationToken)), null);
        }
        catch (ClusterProblemException fault)
        {
            return ([], fault.Problem);
        }
    }
}
