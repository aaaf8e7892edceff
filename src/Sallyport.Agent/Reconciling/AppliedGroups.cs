using System.Collections.Frozen;

namespace Sallyport.Agent.Reconciling;

/// <summary>The groups that this cluster is known to answer for: what the reconciler has seen take effect.</summary>
internal sealed class AppliedGroups
{
    private volatile FrozenSet<string> _names = FrozenSet<string>.Empty;

    public int Count => _names.Count;

    public bool Contains(string group) => _names.Contains(group);

    public void Replace(IEnumerable<string> names) => _names = names.ToFrozenSet(StringComparer.Ordinal);
}
