using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>Deletes what belonged to what is gone.</summary>
internal sealed class GarbageCollector(ObjectStore store) : IController
{
    private static readonly string[] Owned =
        ["replicasets.apps", "pods", "jobs.batch", "endpoints", "endpointslices.discovery.k8s.io", "configmaps", "secrets"];

    public IEnumerable<ObjectKey> Concerned(StoreChange change)
    {
        if (change is { After: null, Before: { Namespace.Length: > 0 } gone } && change.StorageKey is not ("pods" or "events"))
        {
            yield return new ObjectKey(gone.Namespace, gone.Read().Text("metadata", "uid") ?? "");
        }
    }

    public void Reconcile(ObjectKey key)
    {
        foreach (string kind in Owned)
        {
            foreach (StoredObject item in store.In(kind, key.Namespace))
            {
                JsonObject content = item.Read();
                if (!content.Items("metadata", "ownerReferences").Any(owner => owner.Text("uid") == key.Name))
                {
                    continue;
                }

                if (kind == "pods")
                {
                    Owners.Remove(store, content);
                }
                else
                {
                    store.Delete(kind, item.Namespace, item.Name);
                }
            }
        }
    }
}
