using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;
using Sallyport.Demo.Tables;
using Sallyport.Demo.Workloads;

namespace Sallyport.Demo.Logs;

/// <summary>Finds the log that a request names.</summary>
internal sealed class LogSource(ObjectStore store)
{
    /// <summary>The container meant: the one named, or the only one, or the one the pod says is the default.</summary>
    public static string ContainerOf(JsonObject pod, string? asked)
    {
        string[] names = [.. pod.Items("spec", "containers").Concat(pod.Items("spec", "ephemeralContainers"))
            .Select(container => container.Text("name") ?? "")];
        string podName = pod.Text("metadata", "name") ?? "";
        if (!string.IsNullOrEmpty(asked))
        {
            return names.Contains(asked) ? asked
                : throw ApiException.BadRequest($"container {asked} is not valid for pod {podName}");
        }

        // As kube-apiserver: what kubectl debug put beside it does not make the one container ambiguous.
        return pod.Items("spec", "containers").Count() == 1
            ? names[0]
            : pod.Text("metadata", "annotations", "kubectl.kubernetes.io/default-container")
                ?? throw ApiException.BadRequest($"a container name must be specified for pod {podName}, choose one of: " +
                    $"[{string.Join(' ', names)}]");
    }

    public ContainerLog Open(string ns, string pod, string? container, bool previous)
    {
        JsonObject content = store.Find("pods", ns, pod)?.Read() ?? throw ApiException.NotFound("pods", pod);
        string name = ContainerOf(content, container);
        JsonObject? status = content.Items("status", "containerStatuses").Concat(content.Items("status",
            "ephemeralContainerStatuses")).FirstOrDefault(item => item.Text("name") == name);
        JsonObject? state = previous ? status.Map("lastState") : status.Map("state");
        if (previous && state.At("terminated") is null)
        {
            throw ApiException.BadRequest($"previous terminated container \"{name}\" in pod \"{pod}\" not found");
        }

        // A container that waits to be started again still shows the run that ended.
        if (state.At("waiting") is not null && status.Map("lastState", "terminated") is not null)
        {
            state = status.Map("lastState");
        }

        string? started = state.Text("running", "startedAt") ?? state.Text("terminated", "startedAt");
        if (Age.Parse(started) is not { } begin)
        {
            throw ApiException.BadRequest($"container \"{name}\" in pod \"{pod}\" is waiting to start: " +
                $"{state.Text("waiting", "reason") ?? "PodInitializing"}");
        }

        string image = content.Items("spec", "containers").Concat(content.Items("spec", "ephemeralContainers"))
            .First(item => item.Text("name") == name).Text("image") ?? "";
        return new ContainerLog($"{content.Text("metadata", "uid")}/{name}/{started}",
            LogVoice.Of(name, image, content.Text("metadata", "annotations", Pods.Behaviour) ?? ""), begin,
            Age.Parse(state.Text("terminated", "finishedAt")));
    }
}
