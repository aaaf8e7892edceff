using System.Text.Json.Nodes;
using Sallyport.Demo.Resources;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>Keeps as many pods as a replica set asks for.</summary>
internal sealed class ReplicaSetController(ObjectStore store, EventLog events) : IController
{
    private const string Key = "replicasets.apps";

    public IEnumerable<ObjectKey> Concerned(StoreChange change) => Owners.Of(change, Key, "ReplicaSet");

    public void Reconcile(ObjectKey key)
    {
        if (store.Find(Key, key.Namespace, key.Name)?.Read() is not { } set || Pods.IsLeaving(set))
        {
            return;
        }

        List<JsonObject> pods = [.. Pods.Of(store, set).Where(pod => !Pods.IsOver(pod))];
        int wanted = (int)(set.Number("spec", "replicas") ?? 1);
        for (int i = pods.Count; i < wanted; i++)
        {
            string name = $"{key.Name}-{ObjectMetadata.RandomSuffix()}";
            JsonObject pod = Pods.FromTemplate(set, name, set.At("spec", "template"));
            if (store.Create("pods", pod) is { } created)
            {
                pods.Add(created.Read());
                events.Write(set, "Normal", "SuccessfulCreate", "replicaset-controller", $"Created pod: {name}");
            }
        }

        // Those that are not ready go first, then the youngest.
        foreach (JsonObject pod in pods.OrderBy(Pods.IsReady)
            .ThenByDescending(pod => pod.Text("metadata", "creationTimestamp"))
            .Take(Math.Max(0, pods.Count - wanted)).ToList())
        {
            pods.Remove(pod);
            Owners.Remove(store, pod);
            events.Write(set, "Normal", "SuccessfulDelete", "replicaset-controller",
                $"Deleted pod: {pod.Text("metadata", "name")}");
        }

        int ready = pods.Count(Pods.IsReady);
        store.Update(Key, key.Namespace, key.Name, current =>
        {
            current["status"] = Owners.Counts(current, ("replicas", pods.Count), ("fullyLabeledReplicas", pods.Count),
                ("readyReplicas", ready), ("availableReplicas", ready));
            return current;
        });
    }
}
