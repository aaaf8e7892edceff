using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Kubectl.Parsing;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Says how many pods a workload has.</summary>
internal sealed class ScaleCommand() : KubectlCommand("scale", "TYPE/NAME --replicas=N", "Says how many pods a workload has.")
{
    public override ImmutableArray<Flag> Flags =>
    [
        Flag.Text("replicas", "How many."),
        Flag.Text("current-replicas", "Only where there are that many now."),
        Flag.Text("selector", "Workloads by label.", 'l'),
        Flag.Switch("all", "All of the kind in the namespace."),
    ];

    public override async Task<int> RunAsync(Invocation line)
    {
        if (line.Flags.Number("replicas") is not { } replicas || replicas < 0)
        {
            throw new KubectlFault(line.Flags.Has("replicas")
                ? "error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0"
                : "error: required flag(s) \"replicas\" not set");
        }

        foreach (var (type, item) in await ChosenObjects.ReadAsync(line, line.Arguments))
        {
            var now = item.At("spec").Number("replicas");
            if (line.Flags.Number("current-replicas") is { } expected && expected != now)
            {
                throw new KubectlFault($"error: Expected replicas to be {expected}, was {now}");
            }

            await line.SendAsync(
                HttpMethod.Patch, ChosenObjects.Target(type, item) + "/scale", JsonSerializer.Serialize(new { spec = new { replicas } }), ClusterWrite.MergePatch);
            await line.Out.LineAsync(NamePrinting.Name(type, item) + " scaled");
        }

        return 0;
    }
}
