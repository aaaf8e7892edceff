using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Shells;

/// <summary>How a container that was added to a running pod stands.</summary>
internal enum AddedState
{
    /// <summary>It runs, or is none that was added.</summary>
    Ready,

    /// <summary>It is on its way.</summary>
    Starting,

    /// <summary>It does not start.</summary>
    Stuck,

    /// <summary>It has ended.</summary>
    Ended,
}

/// <summary>A debug container, from when it was asked for until it has ended.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Words">What the cluster says of that; empty where it says nothing.</param>
internal sealed record AddedContainer(AddedState State, string Words)
{
    private static readonly string[] Underway = ["", "ContainerCreating", "PodInitializing"];

    /// <summary>Reads it from a pod.</summary>
    /// <param name="pod">The pod, whole.</param>
    /// <param name="name">The container.</param>
    public static AddedContainer Of(JsonElement pod, string name)
    {
        if (pod.At("spec").Items("containers").Any(container => container.Text("name") == name))
        {
            return new AddedContainer(AddedState.Ready, "");
        }

        var state = pod.At("status").Items("ephemeralContainerStatuses").FirstOrDefault(status => status.Text("name") == name).At("state");
        if (state.At("running").ValueKind == JsonValueKind.Object)
        {
            return new AddedContainer(AddedState.Ready, "");
        }

        if (state.At("terminated") is { ValueKind: JsonValueKind.Object } ended)
        {
            return new AddedContainer(AddedState.Ended, $"{ended.Text("reason")}, exit {ended.Number("exitCode")}");
        }

        var reason = state.At("waiting").Text("reason");
        var message = state.At("waiting").Text("message");
        return new AddedContainer(Underway.Contains(reason) ? AddedState.Starting : AddedState.Stuck, message.Length > 0 ? $"{reason}: {message}" : reason);
    }
}
