using System.Collections.Frozen;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Requests;

namespace Sallyport.Agent.Reconciling;

/// <summary>The groups that this cluster is known to answer for, and the commands they may run.</summary>
internal sealed class AppliedGroups
{
    private volatile State _state = new(FrozenSet<string>.Empty, CommandLists.None);

    public int Count => _state.Names.Count;

    public bool Contains(string group) => _state.Names.Contains(group);

    /// <summary>Whether a group of listed commands may run this one.</summary>
    public bool Allows(string group, ExecRequest? exec) => _state.Commands.Allow(group, exec);

    /// <summary>
    /// Takes what the reconciler has seen take effect. A group that lingers keeps the commands it had.
    /// </summary>
    public void Replace(IEnumerable<string> names, CommandLists commands)
    {
        var known = names.ToFrozenSet(StringComparer.Ordinal);
        _state = new State(known, commands.With(_state.Commands, known));
    }

    private sealed record State(FrozenSet<string> Names, CommandLists Commands);
}
