using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Fleet;

/// <summary>All enrolled clusters, by name and by id, in memory.</summary>
internal sealed class ClusterRegistry(IDbContextFactory<SallyportDbContext> store)
{
    private readonly ConcurrentDictionary<string, FleetCluster> _byName = new(StringComparer.Ordinal);

    /// <summary>A cluster's view changed: labels, namespaces or ceiling.</summary>
    public event Action<FleetCluster>? Changed;

    /// <summary>A cluster left the fleet, or its agent was told to join anew.</summary>
    public event Action<FleetCluster>? Removed;

    public IEnumerable<FleetCluster> All => _byName.Values.OrderBy(cluster => cluster.Name, StringComparer.Ordinal);

    public FleetCluster? Find(string name) => _byName.GetValueOrDefault(name);

    public FleetCluster? Find(Guid id) => _byName.Values.FirstOrDefault(cluster => cluster.Id == id);

    public bool TryFind(string name, [NotNullWhen(true)] out FleetCluster? cluster) => _byName.TryGetValue(name, out cluster);

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        foreach (var record in await database.Clusters.AsNoTracking().Where(c => c.RemovedAt == null).ToListAsync(cancellationToken))
        {
            var cluster = new FleetCluster(record.Id, record.Name, ClusterLabels.Read(record.Labels), record.LastSeen);
            if (record.Facts.Length > 0)
            {
                cluster.Restore(JsonSerializer.Deserialize(record.Facts, TunnelJson.Default.AgentFacts)!);
            }

            _byName[record.Name] = cluster;
        }
    }

    public void Add(FleetCluster cluster) => _byName[cluster.Name] = cluster;

    public void Remove(FleetCluster cluster)
    {
        if (_byName.TryRemove(KeyValuePair.Create(cluster.Name, cluster)))
        {
            Removed?.Invoke(cluster);
        }
    }

    public void Relabel(FleetCluster cluster, FrozenDictionary<string, string> labels)
    {
        cluster.Relabel(labels);
        Changed?.Invoke(cluster);
    }

    /// <summary>Tells whoever follows this cluster that its view is another one.</summary>
    public void Tell(FleetCluster cluster) => Changed?.Invoke(cluster);
}
