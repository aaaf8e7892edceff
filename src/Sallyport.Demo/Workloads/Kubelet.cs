using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>Takes pods through their lives: scheduled, started, ready, crashed and started again, over, gone.</summary>
internal sealed class Kubelet(ObjectStore store, Agenda agenda, EventLog events, NodePool nodes, TimeProvider time)
    : IController
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(1.5), Probe = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan RunsFor = TimeSpan.FromSeconds(20), LongestGrace = TimeSpan.FromSeconds(2);
    private readonly HashSet<string> _planned = new(StringComparer.Ordinal);

    public IEnumerable<ObjectKey> Concerned(StoreChange change)
    {
        if (change is { StorageKey: "pods", After: { } pod })
        {
            yield return new ObjectKey(pod.Namespace, pod.Name);
        }
    }

    public void Reconcile(ObjectKey key)
    {
        if (store.Find("pods", key.Namespace, key.Name)?.Read() is not { } pod)
        {
            return;
        }

        if (Pods.IsLeaving(pod))
        {
            long grace = pod.Number("metadata", "deletionGracePeriodSeconds") ?? 0;
            TimeSpan wait = grace < LongestGrace.TotalSeconds ? TimeSpan.FromSeconds(grace) : LongestGrace;
            Plan(pod, "end", wait, () => End(key));
        }
        else if (pod.Text("spec", "nodeName") is null)
        {
            Schedule(key, pod);
        }
        else if (pod.At("status", "containerStatuses") is null)
        {
            Change(key, (item, now) => PodStates.Scheduled(
                item, item.Text("spec", "nodeName")!, nodes.AddressOf(item.Text("spec", "nodeName")!), now));
        }
        else
        {
            if (pod.Items("spec", "ephemeralContainers").Count() > pod.Items("status", "ephemeralContainerStatuses").Count())
            {
                Change(key, PodStates.StartEphemeral);
            }

            Continue(key, pod);
        }
    }

    private void Schedule(ObjectKey key, JsonObject pod)
    {
        string? node = nodes.Pick(pod);
        if (node is null)
        {
            events.Write(pod, "Warning", "FailedScheduling", "default-scheduler",
                "0/" + nodes.Count + " nodes are available: node(s) were unschedulable or did not match the selector.");
            Plan(pod, "schedule", TimeSpan.FromSeconds(10), () => Reconcile(key));
            return;
        }

        events.Write(pod, "Normal", "Scheduled", "default-scheduler",
            $"Successfully assigned {key.Namespace}/{key.Name} to {node}");
        Change(key, (item, now) => PodStates.Scheduled(item, node, nodes.AddressOf(node), now));
    }

    private void Continue(ObjectKey key, JsonObject pod)
    {
        JsonObject? state = pod.Items("status", "containerStatuses").FirstOrDefault().Map("state");
        string? waiting = state.Text("waiting", "reason");
        string behaviour = BehaviourOf(pod);
        switch (waiting)
        {
            case "ContainerCreating":
                Plan(pod, "start", Start, () => Begin(key));
                break;
            case "ErrImagePull" or "ImagePullBackOff":
                Plan(pod, "pull", TimeSpan.FromSeconds(waiting == "ErrImagePull" ? 10 : 120), () => Pull(key));
                break;
            case "CrashLoopBackOff":
                long restarts = pod.Items("status", "containerStatuses").First().Number("restartCount") ?? 0;
                double seconds = Math.Min(300, 10 * Math.Pow(2, Math.Min(restarts, 6)));
                Plan(pod, $"restart{restarts}", TimeSpan.FromSeconds(seconds), () => Restart(key));
                break;
            case null when state.At("running") is not null:
                if (behaviour == "crash-loop")
                {
                    string started = state.Text("running", "startedAt") ?? "";
                    Plan(pod, "crash" + started, RunsFor, () => Crash(key));
                }
                else if (Pods.Controller(pod)?.Text("kind") == "Job")
                {
                    Plan(pod, "complete", RunsFor, () => Complete(key));
                }
                else if (!Pods.IsReady(pod))
                {
                    Plan(pod, "ready" + (behaviour == "never-ready" ? time.GetUtcNow().Ticks : 0),
                        behaviour == "never-ready" ? TimeSpan.FromSeconds(60) : Probe, () => ProbeReady(key));
                }

                break;
            case null when state.At("terminated") is not null && !Pods.IsOver(pod):
                Plan(pod, "backoff", TimeSpan.FromSeconds(1), () => BackOff(key));
                break;
            default:
                break;
        }
    }

    private static string BehaviourOf(JsonObject pod) => pod.Text("metadata", "annotations", Pods.Behaviour) ?? "";

    private void Begin(ObjectKey key)
    {
        if (store.Find("pods", key.Namespace, key.Name)?.Read() is not { } pod || Pods.IsLeaving(pod))
        {
            return;
        }

        string node = pod.Text("spec", "nodeName") ?? "";
        if (BehaviourOf(pod) == "image-missing")
        {
            Pull(key);
            return;
        }

        foreach (JsonObject container in pod.Items("spec", "containers"))
        {
            string name = container.Text("name") ?? "", image = container.Text("image") ?? "";
            events.Write(pod, "Normal", "Pulled", "kubelet",
                $"Container image \"{image}\" already present on machine", node, name);
            events.Write(pod, "Normal", "Created", "kubelet", $"Created container: {name}", node, name);
            events.Write(pod, "Normal", "Started", "kubelet", $"Started container {name}", node, name);
        }

        Change(key, (item, now) => PodStates.Running(item, NodePool.PodAddress(item), now));
    }

    private void Pull(ObjectKey key)
    {
        if (store.Find("pods", key.Namespace, key.Name)?.Read() is not { } pod)
        {
            return;
        }

        string node = pod.Text("spec", "nodeName") ?? "";
        JsonObject container = pod.Items("spec", "containers").First();
        bool again = container is not null && pod.Items("status", "containerStatuses").First()
            .Text("state", "waiting", "reason") == "ErrImagePull";
        string image = container.Text("image") ?? "";
        events.Write(pod, again ? "Normal" : "Warning", again ? "BackOff" : "Failed", "kubelet", again
            ? $"Back-off pulling image \"{image}\""
            : $"Failed to pull image \"{image}\": not found", node, container.Text("name"));
        Change(key, (item, _) => PodStates.ImageMissing(item, again));
    }

    private void ProbeReady(ObjectKey key)
    {
        if (store.Find("pods", key.Namespace, key.Name)?.Read() is not { } pod)
        {
            return;
        }

        if (BehaviourOf(pod) == "never-ready")
        {
            events.Write(pod, "Warning", "Unhealthy", "kubelet",
                "Readiness probe failed: HTTP probe failed with statuscode: 503", pod.Text("spec", "nodeName"),
                pod.Items("spec", "containers").First().Text("name"));
            Reconcile(key);
            return;
        }

        Change(key, (item, now) => PodStates.Ready(item, true, now));
    }

    private void Crash(ObjectKey key) => Change(key, (item, now) => PodStates.Crashed(item, 1, waiting: false, now));

    private void BackOff(ObjectKey key)
    {
        if (store.Find("pods", key.Namespace, key.Name)?.Read() is { } pod)
        {
            string name = pod.Items("spec", "containers").First().Text("name") ?? "";
            events.Write(pod, "Warning", "BackOff", "kubelet", $"Back-off restarting failed container {name} in pod " +
                $"{key.Name}_{key.Namespace}({pod.Text("metadata", "uid")})", pod.Text("spec", "nodeName"), name);
            Change(key, (item, now) => PodStates.Crashed(item, 1, waiting: true, now));
        }
    }

    private void Restart(ObjectKey key)
    {
        if (store.Find("pods", key.Namespace, key.Name)?.Read() is { } pod)
        {
            string name = pod.Items("spec", "containers").First().Text("name") ?? "";
            events.Write(pod, "Normal", "Started", "kubelet", $"Started container {name}",
                pod.Text("spec", "nodeName"), name);
            Change(key, PodStates.Restarted);
        }
    }

    private void Complete(ObjectKey key) => Change(key, (item, now) => PodStates.Over(item, 0, now));

    private void End(ObjectKey key)
    {
        if (store.Find("pods", key.Namespace, key.Name)?.Read() is { } pod && Pods.IsLeaving(pod)
            && pod.At("metadata", "finalizers") is not JsonArray { Count: > 0 })
        {
            foreach (JsonObject container in pod.Items("spec", "containers"))
            {
                events.Write(pod, "Normal", "Killing", "kubelet", $"Stopping container {container.Text("name")}",
                    pod.Text("spec", "nodeName"), container.Text("name"));
            }

            store.Delete("pods", key.Namespace, key.Name);
        }
    }

    private void Change(ObjectKey key, Action<JsonObject, DateTimeOffset> change) =>
        store.Update("pods", key.Namespace, key.Name, pod =>
        {
            change(pod, time.GetUtcNow());
            return pod;
        });

    // A step is planned once however often the pod changes before it is due.
    private void Plan(JsonObject pod, string step, TimeSpan delay, Action action)
    {
        string plan = $"{pod.Text("metadata", "uid")}/{step}";
        if (_planned.Add(plan))
        {
            agenda.In(delay, () =>
            {
                _planned.Remove(plan);
                action();
            });
        }
    }
}
