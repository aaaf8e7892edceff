using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Holds the rollout of a deployment, or lets it go on.</summary>
internal sealed class RolloutPauseCommand(bool resume) : KubectlCommand(
    resume ? "rollout resume" : "rollout pause", "deployment/NAME", resume ? "Lets a held rollout go on." : "Holds the rollout of a deployment.")
{
    public override async Task<int> RunAsync(Invocation line)
    {
        var found = await RolloutObject.ReadAsync(line);
        if (found.Type.Resource != "deployments")
        {
            throw new KubectlFault($"error: {found.Shown} {(resume ? "resuming" : "pausing")} is not supported");
        }

        if (found.Item.At("spec").Flag("paused") == !resume)
        {
            throw new KubectlFault($"error: {found.Type.FullName} \"{found.Item.At("metadata").Text("name")}\" is {(resume ? "not" : "already")} paused");
        }

        await line.SendAsync(HttpMethod.Patch, found.Target, JsonSerializer.Serialize(new { spec = new { paused = !resume } }), ClusterWrite.StrategicPatch);
        await line.Out.LineAsync($"{found.Shown} {(resume ? "resumed" : "paused")}");
        return 0;
    }
}
