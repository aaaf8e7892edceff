using Sallyport.Access.Policy;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>What documents made of the policy, or would.</summary>
/// <param name="Kept">Whether the store keeps it.</param>
/// <param name="Version">The policy's version afterwards; the one before where nothing was kept.</param>
/// <param name="Changes">Object by object, in the documents' order; then what was removed.</param>
/// <param name="After">The policy as it would be.</param>
internal sealed record PolicyOutcome(bool Kept, long Version, IReadOnlyList<ObjectChange> Changes, PolicyDocument After) : IRehearsal
{
    /// <summary>The policy's version before.</summary>
    public long Before { get; init; }

    /// <summary>How many objects that becomes of.</summary>
    public int Count(ChangeAction action) => Changes.Count(change => change.Action == action);
}
