using Sallyport.Demo.Store;
using Sallyport.Demo.Workloads;

namespace Sallyport.Demo.Resources;

/// <summary>Where a resource's objects come from: the store, or for metrics the running pods themselves.</summary>
internal sealed class ObjectSources(ObjectStore store, PodMetrics metrics)
{
    public (Collection Objects, long Version) Read(ResourceType type) => type.Group == PodMetrics.Group
        ? (metrics.Collect(type), store.Version)
        : store.Snapshot(type.StorageKey);
}
