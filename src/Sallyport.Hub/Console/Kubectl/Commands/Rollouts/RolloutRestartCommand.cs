using System.Text.Json;
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

        var annotations = new Dictionary<string, string> { ["kubectl.kubernetes.io/restartedAt"] = line.Now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) };
        await line.SendAsync(
            HttpMethod.Patch, found.Target, JsonSerializer.Serialize(new { spec = new { template = new { metadata = new { annotations } } } }), Patches.Strategic);
        await line.Out.LineAsync(found.Shown + " restarted");
        return 0;
    }
}
