using System.Text.Json.Nodes;
using Sallyport.Demo.Admission;
using Sallyport.Demo.Discovery;
using Sallyport.Demo.Store;
using Sallyport.Demo.Workloads;

namespace Sallyport.Demo.Seed;

/// <summary>Writes a workload into the store as if it had been running for its age.</summary>
internal sealed class WorkloadPlanter(ObjectStore store, NodePool nodes, EventLog events, Random random, TimeProvider time)
{
    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["Deployment"] = "deployments.apps",
        ["StatefulSet"] = "statefulsets.apps",
        ["DaemonSet"] = "daemonsets.apps",
        ["CronJob"] = "cronjobs.batch",
    };

    private IReadOnlyList<JsonObject>? _nodes;

    public void Plant(Workload workload)
    {
        DateTimeOffset born = time.GetUtcNow().AddDays(-workload.AgeInDays);
        JsonObject item = WorkloadObjects.Build(workload, PodStates.Stamp(born));
        Defaults.Fill(BuiltInTypes.All.First(type => type.Kind == workload.Kind), item);
        JsonObject owner = store.Create(Keys[workload.Kind], item)!.Read();
        if (workload.Port > 0)
        {
            JsonObject service = WorkloadObjects.Service(workload, PodStates.Stamp(born));
            Defaults.Fill(BuiltInTypes.All.First(type => type.Kind == "Service"), service);
            store.Create("services", service);
        }

        switch (workload.Kind)
        {
            case "Deployment":
                JsonObject set = Set(owner, 1, workload.Replicas, born);
                DateTimeOffset started = born.AddDays(workload.AgeInDays * 0.4 * random.NextDouble()).AddSeconds(20);
                Many(workload.Replicas, () => Pod(set, $"{set.Text("metadata", "name")}-{Suffix()}", workload, started));
                if (workload.RollingTo is { } next)
                {
                    BeginRollout(next, workload);
                }

                break;
            case "StatefulSet":
                for (int i = 0; i < workload.Replicas; i++)
                {
                    Pod(owner, $"{workload.Name}-{i}", workload, born.AddSeconds(15), labels =>
                    {
                        labels["apps.kubernetes.io/pod-index"] = $"{i}";
                        labels["controller-revision-hash"] = $"{workload.Name}-{DeploymentController.HashOf(owner)}";
                        labels["statefulset.kubernetes.io/pod-name"] = $"{workload.Name}-{i}";
                    });
                }

                break;
            case "DaemonSet":
                foreach (JsonObject node in nodes.Fitting(owner.At("spec", "template", "spec")))
                {
                    Pod(owner, $"{workload.Name}-{Suffix()}", workload, born.AddSeconds(15),
                        labels => labels["controller-revision-hash"] = DeploymentController.HashOf(owner), node);
                }

                break;
            default:
                break;
        }
    }

    private JsonObject Set(JsonObject deployment, int revision, int replicas, DateTimeOffset born)
    {
        JsonObject set = DeploymentController.NewSet(deployment, revision, replicas);
        set.Child("metadata")["creationTimestamp"] = PodStates.Stamp(born);
        // All of them are up already: a rollout that has begun must not take them for pods that never came.
        set["status"] = Owners.Counts(set, ("replicas", replicas), ("readyReplicas", replicas));
        return store.Create("replicasets.apps", set)!.Read();
    }

    // The new version's pods start and never get ready: a rollout that hangs, as they do.
    private void BeginRollout(string image, Workload workload) =>
        store.Update("deployments.apps", workload.Namespace, workload.Name, current =>
        {
            JsonObject template = current.Child("spec").Child("template");
            template.Items("spec", "containers").First()["image"] = image;
            template.Child("metadata").Child("annotations")[Pods.Behaviour] = "never-ready";
            return current;
        });

    private JsonObject Pod(JsonObject owner, string name, Workload workload, DateTimeOffset started,
        Action<JsonObject>? label = null, JsonObject? on = null)
    {
        JsonObject pod = Pods.FromTemplate(owner, name, owner.At("spec", "template"));
        label?.Invoke(pod.Child("metadata").Child("labels"));
        pod.Child("metadata")["creationTimestamp"] = PodStates.Stamp(started);
        pod.Child("metadata")["uid"] = NewUid();
        _nodes ??= nodes.Fitting(pod.At("spec"));
        JsonObject node = on ?? _nodes[random.Next(_nodes.Count)];
        string host = node.Items("status", "addresses").First().Text("address") ?? "";
        PodStates.Scheduled(pod, node.Text("metadata", "name")!, host, started);
        PodStates.Running(pod, NodePool.PodAddress(pod), started.AddSeconds(4));
        PodStates.Ready(pod, true, started.AddSeconds(9));
        if (workload.Behaviour == "crash-loop")
        {
            CrashLoop(pod);
        }

        return store.Create("pods", pod)!.Read();
    }

    private void CrashLoop(JsonObject pod)
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach (JsonObject status in pod.Items("status", "containerStatuses"))
        {
            status["restartCount"] = 412;
            status["state"] = new JsonObject
            {
                ["running"] = new JsonObject { ["startedAt"] = PodStates.Stamp(now.AddSeconds(-145)) },
            };
        }

        PodStates.Crashed(pod, 1, waiting: false, now.AddSeconds(-125));
        PodStates.Crashed(pod, 1, waiting: true, now.AddSeconds(-124));
        string name = pod.Items("spec", "containers").First().Text("name")!;
        events.Write(pod, "Warning", "BackOff", "kubelet", $"Back-off restarting failed container {name} in pod " +
            $"{pod.Text("metadata", "name")}_{pod.Text("metadata", "namespace")}({pod.Text("metadata", "uid")})",
            pod.Text("spec", "nodeName"), name, now.AddSeconds(-124), 412);
    }

    private string NewUid()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private string Suffix() => new(random.GetItems("bcdfghjklmnpqrstvwxz2456789".AsSpan(), 5));

    private static void Many(int count, Action action)
    {
        for (int i = 0; i < count; i++)
        {
            action();
        }
    }
}
