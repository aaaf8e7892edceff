using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using static Sallyport.Hub.Console.Words;

namespace Sallyport.Hub.Console.Actions;

/// <summary>All that can be done with objects, in the order of the buttons.</summary>
internal static class ClusterActions
{
    public static IReadOnlyList<ClusterAction> All { get; } =
    [
        new("scale", Phrase("Scale"), Phrase("Scaled"), "patch", type => type.Subresources.Contains("scale"))
        {
            Subresource = "scale",
            Question = ActionQuestion.Replicas,
            Write = call => Patches.Scale(call.Place, call.Replicas),
        },
        new("debug", Phrase("Debug"), Phrase("Added a debug container to"), "patch", IsPod)
        {
            Subresource = "ephemeralcontainers",
            Question = ActionQuestion.Debug,
            Means = Phrase("A container of your choice runs beside those of the pod, and stays in it until the pod is deleted."),
            Lacking = Phrase("This cluster does not offer debug containers: they came with Kubernetes 1.23, and can be switched off."),
            Applies = whole => whole.At("status").Text("phase") == "Running",
            Write = call => Patches.Debug(call.Place, call.Debug!),
        },
        new("restart", Phrase("Restart"), Phrase("Restarting"), "patch", RunsPods)
        {
            Means = Phrase("Its pods are replaced one after the other."),
            Write = call => Patches.Restart(call.Place, call.Now),
        },
        new("rollback", Phrase("Roll back"), Phrase("Rolled back"), "patch", IsDeployment)
        {
            Question = ActionQuestion.Revision,
            Means = Phrase("The pods of the chosen revision replace those of today."),
            Write = call => Patches.RollBack(call.Place, call.Template),
        },
        new("pause", Phrase("Pause"), Phrase("Paused"), "patch", IsDeployment)
        {
            Means = Phrase("Changes are kept and roll out when it is resumed."),
            Applies = whole => !whole.At("spec").Flag("paused"),
            Write = call => Patches.Set(call.Place, "paused", value: true),
        },
        new("resume", Phrase("Resume"), Phrase("Resumed"), "patch", IsDeployment)
        {
            Applies = whole => whole.At("spec").Flag("paused"),
            Write = call => Patches.Set(call.Place, "paused", value: false),
        },
        new("suspend", Phrase("Suspend"), Phrase("Suspended"), "patch", IsCronJob)
        {
            Means = Phrase("No more jobs are started until it is resumed."),
            Applies = whole => !whole.At("spec").Flag("suspend"),
            Write = call => Patches.Set(call.Place, "suspend", value: true),
        },
        new("unsuspend", Phrase("Resume"), Phrase("Resumed"), "patch", IsCronJob)
        {
            Applies = whole => whole.At("spec").Flag("suspend"),
            Write = call => Patches.Set(call.Place, "suspend", value: false),
        },
        new("cordon", Phrase("Cordon"), Phrase("Cordoned"), "patch", IsNode)
        {
            Means = Phrase("No new pods are put there; those that run there stay."),
            Applies = whole => !whole.At("spec").Flag("unschedulable"),
            Write = call => Patches.Set(call.Place, "unschedulable", value: true),
        },
        new("uncordon", Phrase("Uncordon"), Phrase("Uncordoned"), "patch", IsNode)
        {
            Applies = whole => whole.At("spec").Flag("unschedulable"),
            Write = call => Patches.Set(call.Place, "unschedulable", value: false),
        },
        new("delete", Phrase("Delete"), Phrase("Deleted"), "delete", static type => type.Verbs.Contains("delete"))
        {
            Means = Phrase("What it owns is deleted with it. It cannot be undone."),
            Write = call => Patches.Delete(call.Place, call.Uid),
        },
    ];

    public static IEnumerable<ClusterAction> Of(ResourceType type) => All.Where(action => action.Fits(type));

    private static bool IsDeployment(ResourceType type) => type is { Group: "apps", Resource: "deployments" };

    private static bool RunsPods(ResourceType type) => type is { Group: "apps", Resource: "deployments" or "statefulsets" or "daemonsets" };

    private static bool IsCronJob(ResourceType type) => type is { Group: "batch", Resource: "cronjobs" };

    private static bool IsPod(ResourceType type) => type is { Group: "", Resource: "pods" };

    private static bool IsNode(ResourceType type) => type is { Group: "", Resource: "nodes" };
}
