using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>Conditions in a status: the times change only when what they say does.</summary>
internal static class Conditions
{
    public static void Set(JsonObject status, string type, bool holds, string reason, string otherwise, string message,
        string otherMessage, TimeProvider time)
    {
        JsonArray conditions = status.List("conditions");
        JsonObject? condition = conditions.OfType<JsonObject>().FirstOrDefault(item => item.Text("type") == type);
        if (condition is null)
        {
            condition = new JsonObject { ["type"] = type };
            conditions.Add(condition);
        }

        string value = holds ? "True" : "False";
        string why = holds ? reason : otherwise;
        string now = PodStates.Stamp(time.GetUtcNow());
        if (condition.Text("status") != value)
        {
            condition["status"] = value;
            condition["lastTransitionTime"] = now;
        }

        if (condition.Text("reason") != why)
        {
            condition["reason"] = why;
            condition["lastUpdateTime"] = now;
        }

        condition["message"] = holds ? message : otherMessage;
    }
}
