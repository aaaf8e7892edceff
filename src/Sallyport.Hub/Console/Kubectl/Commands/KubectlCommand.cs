using System.Collections.Immutable;
using Sallyport.Hub.Console.Kubectl.Parsing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>One command, such as <c>get</c> or <c>rollout status</c>.</summary>
/// <param name="name">Its words.</param>
/// <param name="usage">What stands after them, for the help.</param>
/// <param name="says">What it does, in one sentence.</param>
internal abstract class KubectlCommand(string name, string usage, string says)
{
    /// <summary>Flags that every command takes.</summary>
    public static readonly ImmutableArray<Flag> Everywhere =
    [
        Flag.Text("namespace", "The namespace that is meant.", 'n') with { Value = FlagValue.Namespace },
        Flag.Text("context", "The cluster that is meant.") with { Value = FlagValue.Context },
        Flag.Switch("help", "Shows help.", 'h'),
    ];

    public string Name => name;

    public string Usage => usage;

    public string Says => says;

    /// <summary>Flags of its own.</summary>
    public virtual ImmutableArray<Flag> Flags => [];

    /// <summary>What its arguments are, for completion.</summary>
    public virtual ArgumentKind Arguments => ArgumentKind.Objects;

    public abstract Task<int> RunAsync(Invocation line);
}

/// <summary>What the arguments of a command name.</summary>
internal enum ArgumentKind
{
    /// <summary>A kind and names, or <c>kind/name</c>.</summary>
    Objects,

    /// <summary>A pod, or <c>kind/name</c>.</summary>
    Pods,

    /// <summary>A kind alone.</summary>
    Kind,

    /// <summary>A node.</summary>
    Nodes,

    /// <summary>A cluster.</summary>
    Contexts,

    /// <summary>A verb, then a kind.</summary>
    VerbAndKind,

    /// <summary>The words of a command.</summary>
    Commands,

    /// <summary>Nothing that could be completed.</summary>
    Nothing,
}
