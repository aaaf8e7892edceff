using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>One revision of a workload.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Cause">What its change was said to be for.</param>
/// <param name="Holder">The ReplicaSet or ControllerRevision that keeps it.</param>
internal sealed record Revision(long Number, string Cause, JsonElement Holder);

/// <summary>Reads the revisions of a workload, the oldest first.</summary>
internal static class Revisions
{
    private const string NumberOf = "deployment.kubernetes.io/revision";
    private const string CauseOf = "kubernetes.io/change-cause";

    private static readonly ResourceType ReplicaSets = new("apps", "v1", "replicasets", "ReplicaSet", Namespaced: true);
    private static readonly ResourceType ControllerRevisions = new("apps", "v1", "controllerrevisions", "ControllerRevision", Namespaced: true);

    public static async Task<List<Revision>> ReadAsync(Invocation line, RolloutObject of)
    {
        var deployment = of.Type.Resource == "deployments";
        var uid = of.Item.At("metadata").Text("uid");
        var revisions = new List<Revision>();
        var selection = new Selection(line.Namespace, LabelText.Of(of.Type, of.Item) ?? "");
        await foreach (var holder in selection.ObjectsAsync(line, deployment ? ReplicaSets : ControllerRevisions, line.Cancellation))
        {
            var metadata = holder.At("metadata");
            if (metadata.Items("ownerReferences").Any(owner => owner.Text("uid") == uid))
            {
                var number = deployment
                    ? long.TryParse(metadata.At("annotations").Text(NumberOf), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : 0
                    : holder.Number("revision");
                revisions.Add(new Revision(number, metadata.At("annotations").Text(CauseOf) is { Length: > 0 } cause ? cause : "<none>", holder));
            }
        }

        return [.. revisions.Where(revision => revision.Number > 0).OrderBy(revision => revision.Number)];
    }
}
