using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>Conditions as the different kinds show them.</summary>
internal static class Conditions
{
    public static void WithReason(Description to, JsonElement status)
    {
        if (!status.Items("conditions").Any())
        {
            return;
        }

        to.Write(0, "Conditions:");
        to.Write(1, "Type\tStatus\tReason");
        to.Write(1, "----\t------\t------");
        foreach (var condition in status.Items("conditions"))
        {
            to.Write(1, $"{condition.Text("type")} \t{condition.Text("status")}\t{condition.Text("reason")}");
        }
    }

    public static void OfPod(Description to, JsonElement status)
    {
        if (!status.Items("conditions").Any())
        {
            return;
        }

        to.Write(0, "Conditions:");
        to.Write(1, "Type\tStatus");
        foreach (var condition in status.Items("conditions"))
        {
            to.Write(1, $"{condition.Text("type")} \t{condition.Text("status")} ");
        }
    }

    public static void OfNode(Description to, JsonElement status)
    {
        if (!status.Items("conditions").Any())
        {
            return;
        }

        to.Write(0, "Conditions:");
        to.Write(1, "Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage");
        to.Write(1, "----\t------\t-----------------\t------------------\t------\t-------");
        foreach (var condition in status.Items("conditions"))
        {
            to.Write(1, $"{condition.Text("type")} \t{condition.Text("status")} \t{Description.Time(condition.Time("lastHeartbeatTime"))} \t" +
                $"{Description.Time(condition.Time("lastTransitionTime"))} \t{condition.Text("reason")} \t{condition.Text("message")}");
        }
    }
}
