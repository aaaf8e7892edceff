using System.Globalization;
using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>Rolls deployments out, one replica set for each template, within maxSurge and maxUnavailable.</summary>
internal sealed class DeploymentController(ObjectStore store, EventLog events, TimeProvider time) : IController
{
    private const string Key = "deployments.apps", Sets = "replicasets.apps";
    private const string Revision = "deployment.kubernetes.io/revision", HashLabel = "pod-template-hash";

    public IEnumerable<ObjectKey> Concerned(StoreChange change) =>
        change.StorageKey == "pods" ? [] : Owners.Of(change, Key, "Deployment");

    public void Reconcile(ObjectKey key)
    {
        if (store.Find(Key, key.Namespace, key.Name)?.Read() is not { } deployment || Pods.IsLeaving(deployment))
        {
            return;
        }

        List<JsonObject> sets = [.. store.In(Sets, key.Namespace).Select(item => item.Read())
            .Where(set => Pods.IsOwnedBy(set, deployment))];
        JsonObject current = Current(deployment, sets);
        List<JsonObject> old = [.. sets.Where(set => set.Text("metadata", "name") != current.Text("metadata", "name"))];
        if (!deployment.Flag("spec", "paused"))
        {
            Roll(deployment, current, old);
        }

        Report(key, deployment, current, old);
        foreach (JsonObject stale in old.Where(set => Ready(set) == 0 && Replicas(set) == 0)
            .OrderByDescending(RevisionOf).Skip((int)(deployment.Number("spec", "revisionHistoryLimit") ?? 10)))
        {
            store.Delete(Sets, key.Namespace, stale.Text("metadata", "name")!);
        }
    }

    public static string HashOf(JsonObject deployment) =>
        StableHash.Of(deployment.At("spec", "template")?.ToJsonString() ?? "").ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>The replica set for the deployment's template, not yet stored.</summary>
    public static JsonObject NewSet(JsonObject deployment, int revision, int replicas)
    {
        string hash = HashOf(deployment);
        JsonObject template = (deployment.Map("spec", "template") ?? []).Copy();
        template.Child("metadata").Child("labels")[HashLabel] = hash;
        JsonObject selector = (deployment.Map("spec", "selector") ?? []).Copy();
        selector.Child("matchLabels")[HashLabel] = hash;
        return new JsonObject
        {
            ["kind"] = "ReplicaSet",
            ["apiVersion"] = "apps/v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{deployment.Text("metadata", "name")}-{hash}",
                ["namespace"] = deployment.Text("metadata", "namespace"),
                ["labels"] = template.At("metadata", "labels")?.DeepClone(),
                ["annotations"] = new JsonObject
                {
                    [Revision] = revision.ToString(CultureInfo.InvariantCulture),
                    ["deployment.kubernetes.io/desired-replicas"] = $"{deployment.Number("spec", "replicas")}",
                },
                ["ownerReferences"] = new JsonArray(Pods.Reference(deployment)),
            },
            ["spec"] = new JsonObject
            {
                ["replicas"] = replicas,
                ["selector"] = selector,
                ["template"] = template,
            },
            ["status"] = new JsonObject { ["replicas"] = 0 },
        };
    }

    private JsonObject Current(JsonObject deployment, List<JsonObject> sets)
    {
        string name = $"{deployment.Text("metadata", "name")}-{HashOf(deployment)}";
        int last = sets.Count == 0 ? 0 : sets.Max(RevisionOf);
        JsonObject? current = sets.Find(set => set.Text("metadata", "name") == name);
        if (current is null)
        {
            int replicas = sets.Count == 0 ? Wanted(deployment) : 0;
            current = store.Create(Sets, NewSet(deployment, last + 1, replicas))?.Read()
                ?? store.Find(Sets, deployment.Text("metadata", "namespace")!, name)!.Read();
            events.Write(deployment, "Normal", "ScalingReplicaSet", "deployment-controller",
                $"Scaled up replica set {name} from 0 to {Math.Max(1, replicas)}");
        }
        else if (RevisionOf(current) < last)
        {
            current = store.Update(Sets, deployment.Text("metadata", "namespace")!, name, set =>
            {
                set.Child("metadata").Child("annotations")[Revision] = $"{last + 1}";
                return set;
            })!.Read();
        }

        return current;
    }

    private void Roll(JsonObject deployment, JsonObject current, List<JsonObject> old)
    {
        int wanted = Wanted(deployment);
        bool recreate = deployment.Text("spec", "strategy", "type") == "Recreate";
        JsonNode? rolling = deployment.At("spec", "strategy", "rollingUpdate");
        int surge = recreate ? 0 : Share(rolling.At("maxSurge"), wanted, up: true);
        int unavailable = recreate ? wanted : Share(rolling.At("maxUnavailable"), wanted, up: false);
        if (surge == 0 && unavailable == 0)
        {
            unavailable = 1;
        }

        int others = old.Sum(Replicas);
        if (others == 0)
        {
            Scale(deployment, current, wanted);
            return;
        }

        if (recreate)
        {
            old.ForEach(set => Scale(deployment, set, 0));
            return;
        }

        int room = wanted + surge - others - Replicas(current);
        if (Replicas(current) < wanted && room > 0)
        {
            Scale(deployment, current, Math.Min(wanted, Replicas(current) + room));
        }
        else if (Replicas(current) > wanted)
        {
            Scale(deployment, current, wanted);
        }

        int spare = Ready(current) + old.Sum(Ready) - (wanted - unavailable);
        foreach (JsonObject set in old.Where(set => Replicas(set) > 0))
        {
            // Pods that are not ready serve nobody and may go at once.
            int fewer = Math.Min(Replicas(set), Math.Max(0, spare) + (Replicas(set) - Ready(set)));
            spare -= Math.Min(fewer, Ready(set));
            if (fewer > 0)
            {
                Scale(deployment, set, Replicas(set) - fewer);
            }
        }
    }

    private void Scale(JsonObject deployment, JsonObject set, int replicas)
    {
        int before = Replicas(set);
        if (before == replicas)
        {
            return;
        }

        string name = set.Text("metadata", "name")!;
        store.Update(Sets, set.Text("metadata", "namespace")!, name, current =>
        {
            current.Child("spec")["replicas"] = replicas;
            return current;
        });
        set.Child("spec")["replicas"] = replicas;
        events.Write(deployment, "Normal", "ScalingReplicaSet", "deployment-controller",
            $"Scaled {(replicas > before ? "up" : "down")} replica set {name} from {before} to {replicas}");
    }

    private void Report(ObjectKey key, JsonObject deployment, JsonObject current, List<JsonObject> old)
    {
        int wanted = Wanted(deployment);
        int ready = Ready(current) + old.Sum(Ready);
        int existing = Existing(current) + old.Sum(Existing);
        string revision = current.Text("metadata", "annotations", Revision) ?? "1";
        store.Update(Key, key.Namespace, key.Name, item =>
        {
            item.Child("metadata").Child("annotations")[Revision] = revision;
            JsonObject status = Owners.Counts(item, ("replicas", existing), ("updatedReplicas", Existing(current)),
                ("readyReplicas", ready), ("availableReplicas", ready),
                ("unavailableReplicas", Math.Max(0, Math.Max(wanted, existing) - ready)));
            bool done = Existing(current) == wanted && ready >= wanted && existing == wanted;
            string name = current.Text("metadata", "name")!;
            Conditions.Set(status, "Available", ready >= wanted - (wanted / 4), "MinimumReplicasAvailable",
                "MinimumReplicasUnavailable", "Deployment has minimum availability.",
                "Deployment does not have minimum availability.", time);
            Conditions.Set(status, "Progressing", true, done ? "NewReplicaSetAvailable" : "ReplicaSetUpdated", "",
                done ? $"ReplicaSet \"{name}\" has successfully progressed." : $"ReplicaSet \"{name}\" is progressing.",
                "", time);
            item["status"] = status;
            return item;
        });
    }

    private static int Wanted(JsonObject deployment) => (int)(deployment.Number("spec", "replicas") ?? 1);

    private static int Replicas(JsonObject set) => (int)(set.Number("spec", "replicas") ?? 0);

    private static int Existing(JsonObject set) => (int)(set.Number("status", "replicas") ?? 0);

    private static int Ready(JsonObject set) => (int)(set.Number("status", "readyReplicas") ?? 0);

    private static int RevisionOf(JsonObject set) =>
        int.TryParse(set.Text("metadata", "annotations", Revision), out int revision) ? revision : 0;

    private static int Share(JsonNode? value, int of, bool up)
    {
        if (value is JsonValue text && text.TryGetValue(out string? percent) && percent.EndsWith('%'))
        {
            double share = double.Parse(percent[..^1], CultureInfo.InvariantCulture) * of / 100;
            return (int)(up ? Math.Ceiling(share) : Math.Floor(share));
        }

        return (int)(new JsonObject { ["n"] = value?.DeepClone() }.Number("n") ?? 1);
    }
}
