using System.Globalization;
using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>The states a pod goes through, as its status tells them.</summary>
internal static class PodStates
{
    public static string Stamp(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static void Scheduled(JsonObject pod, string node, string hostIp, DateTimeOffset now)
    {
        pod.Child("spec")["nodeName"] = node;
        JsonObject status = pod.Child("status");
        status["phase"] = "Pending";
        status["hostIP"] = hostIp;
        status["startTime"] = Stamp(now);
        Condition(pod, "PodScheduled", true, now);
        Condition(pod, "Initialized", true, now);
        Condition(pod, "ContainersReady", false, now);
        Condition(pod, "Ready", false, now);
        Each(pod, (_, container) => container["state"] = Waiting("ContainerCreating", null));
    }

    public static void ImageMissing(JsonObject pod, bool backedOff)
    {
        Each(pod, (spec, status) => status["state"] = backedOff
            ? Waiting("ImagePullBackOff", $"Back-off pulling image \"{spec.Text("image")}\"")
            : Waiting("ErrImagePull", $"failed to pull and unpack image \"{spec.Text("image")}\": not found"));
    }

    public static void Running(JsonObject pod, string ip, DateTimeOffset now)
    {
        JsonObject status = pod.Child("status");
        status["phase"] = "Running";
        status["podIP"] = ip;
        status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = ip });
        Each(pod, (_, container) =>
        {
            container["state"] = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = Stamp(now) } };
            container["started"] = true;
        });
    }

    public static void Ready(JsonObject pod, bool ready, DateTimeOffset now)
    {
        Each(pod, (_, container) => container["ready"] = ready);
        Condition(pod, "ContainersReady", ready, now);
        Condition(pod, "Ready", ready, now);
    }

    /// <summary>The container ended with an error and waits to be started again.</summary>
    public static void Crashed(JsonObject pod, int exitCode, bool waiting, DateTimeOffset now)
    {
        Each(pod, (_, container) =>
        {
            string started = container.Text("state", "running", "startedAt")
                ?? container.Text("lastState", "terminated", "startedAt") ?? Stamp(now);
            JsonObject ended = new()
            {
                ["terminated"] = new JsonObject
                {
                    ["exitCode"] = exitCode,
                    ["reason"] = exitCode == 0 ? "Completed" : "Error",
                    ["startedAt"] = started,
                    ["finishedAt"] = Stamp(now),
                    ["containerID"] = container.Text("containerID"),
                },
            };
            if (!waiting)
            {
                container["state"] = ended;
                return;
            }

            container["lastState"] = container["state"]?["terminated"] is null ? ended : container["state"]!.DeepClone();
            container["state"] = Waiting("CrashLoopBackOff", "back-off 5m0s restarting failed " +
                $"container={container.Text("name")} pod={pod.Text("metadata", "name")}_{pod.Text("metadata", "namespace")}" +
                $"({pod.Text("metadata", "uid")})");
        });
        Ready(pod, false, now);
        Each(pod, (_, container) => container["started"] = false);
    }

    public static void Restarted(JsonObject pod, DateTimeOffset now)
    {
        Each(pod, (_, container) =>
        {
            if (container["state"]?["terminated"] is not null)
            {
                container["lastState"] = container["state"]!.DeepClone();
            }

            container["restartCount"] = (container.Number("restartCount") ?? 0) + 1;
            container["state"] = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = Stamp(now) } };
            container["started"] = true;
            container["containerID"] = ContainerId(pod, container);
        });
    }

    /// <summary>Starts what was added to a running pod for debugging.</summary>
    public static void StartEphemeral(JsonObject pod, DateTimeOffset now)
    {
        JsonArray statuses = pod.Child("status").List("ephemeralContainerStatuses");
        foreach (JsonObject container in pod.Items("spec", "ephemeralContainers")
            .Where(item => !statuses.Any(status => status.Text("name") == item.Text("name"))).ToList())
        {
            statuses.Add(new JsonObject
            {
                ["name"] = container.Text("name"),
                ["image"] = container.Text("image"),
                ["imageID"] = $"sha256:{Hex(container.Text("image") ?? "")}",
                ["ready"] = false,
                ["restartCount"] = 0,
                ["state"] = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = Stamp(now) } },
                ["lastState"] = new JsonObject(),
            });
        }
    }

    public static void Over(JsonObject pod, int exitCode, DateTimeOffset now)
    {
        Crashed(pod, exitCode, waiting: false, now);
        pod.Child("status")["phase"] = exitCode == 0 ? "Succeeded" : "Failed";
    }

    private static JsonObject Waiting(string reason, string? message)
    {
        JsonObject waiting = new() { ["reason"] = reason };
        if (message is not null)
        {
            waiting["message"] = message;
        }

        return new JsonObject { ["waiting"] = waiting };
    }

    private static void Each(JsonObject pod, Action<JsonObject, JsonObject> change)
    {
        JsonArray statuses = pod.Child("status").List("containerStatuses");
        foreach (JsonObject container in pod.Items("spec", "containers"))
        {
            JsonObject? status = statuses.OfType<JsonObject>()
                .FirstOrDefault(item => item.Text("name") == container.Text("name"));
            if (status is null)
            {
                status = new JsonObject
                {
                    ["name"] = container.Text("name"),
                    ["ready"] = false,
                    ["restartCount"] = 0,
                    ["image"] = container.Text("image"),
                    ["imageID"] = $"sha256:{Hex(container.Text("image") ?? "")}",
                    ["lastState"] = new JsonObject(),
                    ["started"] = false,
                };
                status["containerID"] = ContainerId(pod, status);
                statuses.Add(status);
            }

            change(container, status);
        }
    }

    private static string ContainerId(JsonObject pod, JsonObject status) => "containerd://" + Hex(
        $"{pod.Text("metadata", "uid")}{pod.Text("metadata", "name")}/{status.Text("name")}/{status.Number("restartCount")}");

    private static string Hex(string text) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private static void Condition(JsonObject pod, string type, bool holds, DateTimeOffset now)
    {
        JsonArray conditions = pod.Child("status").List("conditions");
        JsonObject? condition = conditions.OfType<JsonObject>().FirstOrDefault(item => item.Text("type") == type);
        if (condition is null)
        {
            condition = new JsonObject { ["type"] = type };
            conditions.Add(condition);
        }

        string status = holds ? "True" : "False";
        if (condition.Text("status") != status)
        {
            condition["status"] = status;
            condition["lastProbeTime"] = null;
            condition["lastTransitionTime"] = Stamp(now);
            condition.Remove("reason");
            condition.Remove("message");
            if (!holds)
            {
                string names = string.Join(' ', pod.Items("spec", "containers").Select(item => item.Text("name")));
                condition["reason"] = "ContainersNotReady";
                condition["message"] = $"containers with unready status: [{names}]";
            }
        }
    }
}
