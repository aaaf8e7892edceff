using System.Text.Json.Nodes;
using Sallyport.Demo.Discovery;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>Gives a new namespace its default account and CA bundle, and empties one that is being deleted.</summary>
internal sealed class NamespaceController(ObjectStore store, ResourceCatalog catalog, Agenda agenda) : IController
{
    public IEnumerable<ObjectKey> Concerned(StoreChange change)
    {
        if (change is { StorageKey: "namespaces", After: { } ns })
        {
            yield return new ObjectKey("", ns.Name);
        }
    }

    public void Reconcile(ObjectKey key)
    {
        if (store.Find("namespaces", "", key.Name)?.Read() is not { } ns)
        {
            return;
        }

        if (Pods.IsLeaving(ns))
        {
            Empty(key);
            return;
        }

        store.Create("serviceaccounts", Named("ServiceAccount", key.Name, "default"));
        JsonObject bundle = Named("ConfigMap", key.Name, "kube-root-ca.crt");
        bundle["data"] = new JsonObject { ["ca.crt"] = "this is a demo cluster: it has no certificate authority\n" };
        store.Create("configmaps", bundle);
    }

    private void Empty(ObjectKey key)
    {
        bool waiting = false;
        foreach (string kind in catalog.Types.Where(type => type.Namespaced && type.Verbs.Contains("delete"))
            .Select(type => type.StorageKey).Distinct())
        {
            foreach (StoredObject item in store.In(kind, key.Name))
            {
                JsonObject content = item.Read();
                if (kind == "pods" && content.Text("spec", "nodeName") is not null)
                {
                    Owners.Remove(store, content);
                    waiting = true;
                }
                else if (content.At("metadata", "finalizers") is JsonArray { Count: > 0 })
                {
                    waiting = true;
                }
                else
                {
                    store.Delete(kind, item.Namespace, item.Name);
                }
            }
        }

        if (waiting)
        {
            agenda.In(TimeSpan.FromSeconds(1), () => Reconcile(key));
        }
        else
        {
            store.Delete("namespaces", "", key.Name);
        }
    }

    private static JsonObject Named(string kind, string ns, string name) => new()
    {
        ["kind"] = kind,
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
    };
}
