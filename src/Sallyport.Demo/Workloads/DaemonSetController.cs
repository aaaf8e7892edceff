using System.Text.Json.Nodes;
using Sallyport.Demo.Resources;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>Daemon sets: one pod on each node that fits.</summary>
internal sealed class DaemonSetController(ObjectStore store, NodePool nodes, EventLog events) : IController
{
    private const string Key = "daemonsets.apps", HashLabel = "controller-revision-hash";

    public IEnumerable<ObjectKey> Concerned(StoreChange change) =>
        change.StorageKey == "nodes" && (change.Before is null || change.After is null)
            ? store.In(Key).Select(set => new ObjectKey(set.Namespace, set.Name))
            : Owners.Of(change, Key, "DaemonSet");

    public void Reconcile(ObjectKey key)
    {
        if (store.Find(Key, key.Namespace, key.Name)?.Read() is not { } set || Pods.IsLeaving(set))
        {
            return;
        }

        string hash = DeploymentController.HashOf(set);
        List<JsonObject> pods = Pods.Of(store, set);
        HashSet<string> wanted = [.. nodes.Fitting(set.At("spec", "template", "spec"))
            .Select(node => node.Text("metadata", "name")!)];
        foreach (string node in wanted.Except(pods.Select(pod => pod.Text("spec", "nodeName") ?? "")).ToList())
        {
            string name = $"{key.Name}-{ObjectMetadata.RandomSuffix()}";
            JsonObject pod = Pods.FromTemplate(set, name, set.At("spec", "template"));
            pod.Child("metadata").Child("labels")[HashLabel] = hash;
            pod.Child("spec")["nodeName"] = node;
            if (store.Create("pods", pod) is { } created)
            {
                pods.Add(created.Read());
                events.Write(set, "Normal", "SuccessfulCreate", "daemonset-controller", $"Created pod: {name}");
            }
        }

        foreach (JsonObject extra in pods.Where(pod => !wanted.Contains(pod.Text("spec", "nodeName") ?? "")).ToList())
        {
            pods.Remove(extra);
            Owners.Remove(store, extra);
        }

        // A rolling update replaces one pod at a time.
        List<JsonObject> outdated = [.. pods.Where(pod => pod.Text("metadata", "labels", HashLabel) != hash)];
        int ready = pods.Count(Pods.IsReady);
        if (outdated.Count > 0 && ready == pods.Count)
        {
            Owners.Remove(store, outdated[0]);
        }

        store.Update(Key, key.Namespace, key.Name, current =>
        {
            current["status"] = Owners.Counts(current, ("desiredNumberScheduled", wanted.Count),
                ("currentNumberScheduled", pods.Count), ("numberReady", ready), ("numberAvailable", ready),
                ("updatedNumberScheduled", pods.Count - outdated.Count), ("numberMisscheduled", 0),
                ("numberUnavailable", wanted.Count - ready));
            return current;
        });
    }
}
