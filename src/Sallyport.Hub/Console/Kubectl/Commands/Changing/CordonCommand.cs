using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Keeps new pods off a node, or lets them come again.</summary>
internal sealed class CordonCommand(bool uncordon) : KubectlCommand(
    uncordon ? "uncordon" : "cordon", "NODE…", uncordon ? "Lets new pods come to a node again." : "Keeps new pods off a node.")
{
    private static readonly ResourceType Nodes = new("", "v1", "nodes", "Node", Namespaced: false);

    public override ArgumentKind Arguments => ArgumentKind.Nodes;

    public override async Task<int> RunAsync(Invocation line)
    {
        if (line.Arguments.IsEmpty)
        {
            throw KubectlFault.Usage(Name, $"USAGE: {Name} NODE [flags]");
        }

        foreach (var name in line.Arguments.Select(name => name.StartsWith("node/", StringComparison.Ordinal) ? name["node/".Length..] : name))
        {
            var node = await line.ReadAsync(Nodes.Path(null, name));
            var already = node.At("spec").Flag("unschedulable") == !uncordon;
            if (!already)
            {
                await line.SendAsync(
                    HttpMethod.Patch, Nodes.Path(null, name), JsonSerializer.Serialize(new { spec = new { unschedulable = uncordon ? (bool?)null : true } }), ClusterWrite.StrategicPatch);
            }

            await line.Out.LineAsync($"node/{name} {(already ? "already " : "")}{Name}ed");
        }

        return 0;
    }
}
