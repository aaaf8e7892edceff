using System.Collections.Immutable;
using Sallyport.Hub.Console.Kubectl.Parsing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Chooses the namespace that the lines after it mean.</summary>
internal sealed class SetContextCommand() : KubectlCommand(
    "config set-context", "--current --namespace=NAMESPACE", "Chooses the namespace that is meant from now on.")
{
    public override ImmutableArray<Flag> Flags => [Flag.Switch("current", "The context that is meant, which is the only one that can be changed.")];

    public override ArgumentKind Arguments => ArgumentKind.Contexts;

    public override async Task<int> RunAsync(Invocation line)
    {
        var others = line.Arguments.Where(name => name != line.Terminal.Cluster).ToArray();
        if (others.Length > 0 || (line.Arguments.IsEmpty && !line.Flags.Is("current")))
        {
            throw new KubectlFault("error: only the current context can be changed here: config set-context --current --namespace=NAMESPACE");
        }

        line.Terminal.Namespace = line.Flags.Text("namespace") is { Length: > 0 } ns
            ? ns
            : throw new KubectlFault("error: a namespace is needed: config set-context --current --namespace=NAMESPACE");
        await line.Out.LineAsync($"Context \"{line.Terminal.Cluster}\" modified.");
        return 0;
    }
}
