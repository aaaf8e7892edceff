using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>What a container is doing, and how it ended before.</summary>
internal static class ContainerState
{
    public static void Write(Description to, JsonElement status)
    {
        WriteState(to, "State", status.At("state"));
        if (status.At("lastState", "terminated").ValueKind == JsonValueKind.Object)
        {
            WriteState(to, "Last State", status.At("lastState"));
        }

        to.Pair(2, "Ready", status.Flag("ready") ? "True" : "False");
        to.Number(2, "Restart Count", status.Number("restartCount"));
    }

    private static void WriteState(Description to, string title, JsonElement state)
    {
        if (state.At("running") is { ValueKind: JsonValueKind.Object } running)
        {
            to.Pair(2, title, "Running");
            to.Pair(3, "Started", Description.Time(running.Time("startedAt")));
        }
        else if (state.At("terminated") is { ValueKind: JsonValueKind.Object } ended)
        {
            to.Pair(2, title, "Terminated");
            to.Optional(3, "Reason", ended.Text("reason"));
            to.Optional(3, "Message", ended.Text("message"));
            to.Number(3, "Exit Code", ended.Number("exitCode"));
            if (ended.Number("signal") is > 0 and var signal)
            {
                to.Number(3, "Signal", signal);
            }

            to.Pair(3, "Started", Description.Time(ended.Time("startedAt")));
            to.Pair(3, "Finished", Description.Time(ended.Time("finishedAt")));
        }
        else
        {
            to.Pair(2, title, "Waiting");
            to.Optional(3, "Reason", state.At("waiting").Text("reason"));
        }
    }
}
