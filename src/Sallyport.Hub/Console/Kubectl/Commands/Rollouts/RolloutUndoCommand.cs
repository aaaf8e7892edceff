using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Parsing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Goes back to a revision before.</summary>
internal sealed class RolloutUndoCommand() : KubectlCommand("rollout undo", "TYPE/NAME", "Goes back to the revision before, or to the one named.")
{
    public override ImmutableArray<Flag> Flags => [Flag.Text("to-revision", "The revision to go back to.")];

    public override async Task<int> RunAsync(Invocation line)
    {
        var found = await RolloutObject.ReadAsync(line);
        if (found.Item.At("spec").Flag("paused"))
        {
            throw new KubectlFault($"error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume {found.Shown}' and try again");
        }

        var revisions = await Revisions.ReadAsync(line, found);
        var number = line.Flags.Number("to-revision") ?? 0;
        var revision = number > 0
            ? revisions.Find(one => one.Number == number) ?? throw new KubectlFault($"error: unable to find specified revision {number} in history")
            : revisions.Count > 1 ? revisions[^2] : throw new KubectlFault($"error: no rollout history found for {found.Shown}");
        if (found.Type.Resource == "deployments")
        {
            var template = JsonNode.Parse(revision.Holder.At("spec", "template").GetRawText())!;
            (template["metadata"]?["labels"] as JsonObject)?.Remove("pod-template-hash");
            var patch = new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = "/spec/template", ["value"] = template });
            await line.SendAsync(HttpMethod.Patch, found.Target, patch.ToJsonString(), ClusterWrite.JsonPatch);
        }
        else
        {
            await line.SendAsync(HttpMethod.Patch, found.Target, revision.Holder.At("data").GetRawText(), ClusterWrite.StrategicPatch);
        }

        await line.Out.LineAsync(found.Shown + " rolled back");
        return 0;
    }
}
