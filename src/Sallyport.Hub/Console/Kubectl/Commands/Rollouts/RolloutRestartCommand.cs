using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Replaces the pods of a workload, a few at a time.</summary>
internal sealed class RolloutRestartCommand() : KubectlCommand("rollout restart", "TYPE/NAME", "Replaces the pods of a workload, a few at a time.")
{
    public override async Task<int> RunAsync(Invocation line)
    {
        var found = await RolloutObject.ReadAsync(line);
        if (found.Item.At("spec").Flag("paused"))
        {
            throw new KubectlFault($"error: deployments.apps \"{found.Item.At("metadata").Text("name")}\" can't restart paused deployment (run rollout resume first)");
        }

        await line.SendAsync(HttpMethod.Patch, found.Target, RestartPatch.At(line.Now).ToJsonString(), ClusterWrite.StrategicPatch);
        await line.Out.LineAsync(found.Shown + " restarted");
        return 0;
    }
}
