using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Feeds.Logs;

/// <summary>One container of a pod, and whether it has anything to read.</summary>
/// <param name="PodUid">The pod's uid.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Name">The container.</param>
/// <param name="Kind">What kind of container it is.</param>
/// <param name="Run">Which run it is in: another after each restart; empty where it has not begun.</param>
/// <param name="Running">Whether it runs.</param>
/// <param name="Restarts">How often it was restarted.</param>
/// <param name="Waiting">Why it waits; empty where it does not.</param>
internal sealed record PodContainer(string PodUid, string Pod, string Name, ContainerKind Kind, string Run, bool Running, long Restarts, string Waiting)
{
    public static IEnumerable<PodContainer> Of(JsonElement pod) =>
        Of(pod, "initContainers", "initContainerStatuses", ContainerKind.Init)
            .Concat(Of(pod, "containers", "containerStatuses", ContainerKind.Main))
            .Concat(Of(pod, "ephemeralContainers", "ephemeralContainerStatuses", ContainerKind.Ephemeral));

    private static IEnumerable<PodContainer> Of(JsonElement pod, string specs, string statuses, ContainerKind kind) =>
        pod.At("spec").Items(specs).Select(container =>
        {
            var name = container.Text("name");
            var status = pod.At("status").Items(statuses).FirstOrDefault(status => status.Text("name") == name);
            var state = status.At("state");
            var isRunning = state.At("running").ValueKind == JsonValueKind.Object;
            var hasBegun = isRunning || state.At("terminated").ValueKind == JsonValueKind.Object || status.Number("restartCount") > 0;
            return new PodContainer(
                pod.At("metadata").Text("uid"), pod.At("metadata").Text("name"), name, kind,
                hasBegun ? $"{status.Number("restartCount")}/{status.Text("containerID")}" : "", isRunning, status.Number("restartCount"), state.At("waiting").Text("reason"));
        });
}
