namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Shows which cluster is meant.</summary>
internal sealed class CurrentContextCommand() : KubectlCommand("config current-context", "", "Shows which cluster is meant.")
{
    public override ArgumentKind Arguments => ArgumentKind.Nothing;

    public override async Task<int> RunAsync(Invocation line)
    {
        await line.Out.LineAsync(line.Terminal.Cluster);
        return 0;
    }
}
