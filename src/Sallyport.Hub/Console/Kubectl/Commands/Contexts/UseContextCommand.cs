namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Chooses the cluster that the lines after it mean.</summary>
internal sealed class UseContextCommand() : KubectlCommand("config use-context", "CLUSTER", "Chooses the cluster that is meant from now on.")
{
    public override ArgumentKind Arguments => ArgumentKind.Contexts;

    public override async Task<int> RunAsync(Invocation line)
    {
        if (line.Arguments is not [var cluster])
        {
            throw KubectlFault.Usage(Name, "one cluster is needed: config use-context CLUSTER");
        }

        if (!line.Terminal.Places.Clusters().Contains(cluster, StringComparer.Ordinal))
        {
            throw new KubectlFault($"error: no context exists with the name: \"{cluster}\"");
        }

        line.Terminal.Cluster = cluster;
        await line.Out.LineAsync($"Switched to context \"{cluster}\".");
        return 0;
    }
}
