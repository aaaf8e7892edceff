using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>Stateful sets: numbered pods, one after the other.</summary>
internal sealed class StatefulSetController(ObjectStore store, EventLog events) : IController
{
    private const string Key = "statefulsets.apps", RevisionLabel = "controller-revision-hash";

    public IEnumerable<ObjectKey> Concerned(StoreChange change) => Owners.Of(change, Key, "StatefulSet");

    public void Reconcile(ObjectKey key)
    {
        if (store.Find(Key, key.Namespace, key.Name)?.Read() is not { } set || Pods.IsLeaving(set))
        {
            return;
        }

        int wanted = (int)(set.Number("spec", "replicas") ?? 1);
        string revision = $"{key.Name}-{DeploymentController.HashOf(set)}";
        List<JsonObject> pods = Pods.Of(store, set);
        bool waiting = false;
        for (int i = 0; i < wanted && !waiting; i++)
        {
            string name = $"{key.Name}-{i}";
            JsonObject? pod = pods.Find(item => item.Text("metadata", "name") == name);
            waiting = pod is null || !Pods.IsReady(pod);
            if (pod is null && Create(set, name, i, revision) is { } created)
            {
                pods.Add(created);
            }
        }

        foreach (JsonObject extra in pods.Where(pod => Ordinal(pod) >= wanted).ToList())
        {
            pods.Remove(extra);
            Owners.Remove(store, extra);
        }

        JsonObject? outdated = waiting ? null : pods.OrderByDescending(Ordinal)
            .FirstOrDefault(pod => pod.Text("metadata", "labels", RevisionLabel) != revision);
        if (outdated is not null)
        {
            Owners.Remove(store, outdated);
        }

        int ready = pods.Count(Pods.IsReady);
        int updated = pods.Count(pod => pod.Text("metadata", "labels", RevisionLabel) == revision);
        store.Update(Key, key.Namespace, key.Name, current =>
        {
            current["status"] = Owners.Counts(current, ("replicas", pods.Count), ("readyReplicas", ready),
                ("availableReplicas", ready), ("currentReplicas", updated), ("updatedReplicas", updated));
            current["status"]!["updateRevision"] = revision;
            current["status"]!["currentRevision"] = updated == pods.Count
                ? revision
                : current.Text("status", "currentRevision") ?? revision;
            return current;
        });
    }

    private JsonObject? Create(JsonObject set, string name, int ordinal, string revision)
    {
        JsonObject pod = Pods.FromTemplate(set, name, set.At("spec", "template"));
        JsonObject labels = pod.Child("metadata").Child("labels");
        labels["apps.kubernetes.io/pod-index"] = $"{ordinal}";
        labels[RevisionLabel] = revision;
        labels["statefulset.kubernetes.io/pod-name"] = name;
        pod.Child("spec")["hostname"] = name;
        if (store.Create("pods", pod) is not { } created)
        {
            return null;
        }

        events.Write(set, "Normal", "SuccessfulCreate", "statefulset-controller",
            $"create Pod {name} in StatefulSet {set.Text("metadata", "name")} successful");
        return created.Read();
    }

    private static int Ordinal(JsonObject pod)
    {
        string name = pod.Text("metadata", "name") ?? "";
        return int.TryParse(name[(name.LastIndexOf('-') + 1)..], out int ordinal) ? ordinal : int.MaxValue;
    }
}
