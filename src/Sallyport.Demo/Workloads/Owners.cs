using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>From what changed to what must be looked at, and small acts that all owners of pods share.</summary>
internal static class Owners
{
    /// <summary>The object itself when it is of the wanted kind, or the owner of that kind when a pod or set changed.</summary>
    public static IEnumerable<ObjectKey> Of(StoreChange change, string key, string kind)
    {
        StoredObject subject = change.Subject;
        if (change.StorageKey == key)
        {
            yield return new ObjectKey(subject.Namespace, subject.Name);
        }
        else if (change.StorageKey is "pods" or "replicasets.apps" or "jobs.batch"
            && Pods.Controller(change.Content) is { } owner && owner.Text("kind") == kind)
        {
            yield return new ObjectKey(subject.Namespace, owner.Text("name") ?? "");
        }
    }

    public static JsonObject Counts(JsonObject item, params ReadOnlySpan<(string Name, int Value)> counts)
    {
        JsonObject status = (item.Map("status") ?? []).Copy();
        foreach ((string name, int value) in counts)
        {
            if (value > 0 || name is "replicas" or "currentNumberScheduled" or "desiredNumberScheduled" or "numberReady"
                or "numberMisscheduled")
            {
                status[name] = value;
            }
            else
            {
                status.Remove(name);
            }
        }

        status["observedGeneration"] = item.Number("metadata", "generation") ?? 1;
        return status;
    }

    /// <summary>Asks a pod to end, as a controller would.</summary>
    public static void Remove(ObjectStore store, JsonObject pod)
    {
        string ns = pod.Text("metadata", "namespace") ?? "", name = pod.Text("metadata", "name") ?? "";
        if (pod.Text("spec", "nodeName") is null)
        {
            store.Delete("pods", ns, name);
            return;
        }

        store.Update("pods", ns, name, current =>
        {
            JsonObject metadata = current.Child("metadata");
            metadata["deletionTimestamp"] ??= store.Now;
            metadata["deletionGracePeriodSeconds"] ??= current.Number("spec", "terminationGracePeriodSeconds") ?? 30;
            return current;
        });
    }
}
