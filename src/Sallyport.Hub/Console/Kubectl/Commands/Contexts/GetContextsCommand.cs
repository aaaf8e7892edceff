using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Lists the clusters, each of them a context.</summary>
internal sealed class GetContextsCommand() : KubectlCommand("config get-contexts", "", "Lists the clusters you may see.")
{
    public override ArgumentKind Arguments => ArgumentKind.Nothing;

    public override async Task<int> RunAsync(Invocation line)
    {
        var layout = new TabWriter(6, 3);
        layout.Cells(["CURRENT", "NAME", "CLUSTER", "NAMESPACE"]);
        foreach (var cluster in line.Terminal.Places.Clusters().Order(StringComparer.Ordinal))
        {
            var current = cluster == line.Terminal.Cluster;
            layout.Cells([current ? "*" : "", cluster, cluster, current ? line.Terminal.Namespace : ""]);
        }

        await layout.PrintAsync(line);

        return 0;
    }
}
