using Sallyport.Access.Decisions;

namespace Sallyport.Hub.Policy;

/// <summary>What must hold of a policy before a change to it is kept.</summary>
internal sealed class ChangeCheck(TimeProvider time)
{
    /// <exception cref="PolicyProblemException">It does not hold; the message says all that is wrong.</exception>
    public void Demand(StoredPolicy after, AccessSnapshot before)
    {
        var snapshot = AccessSnapshot.Compile(after.Document);
        // Faults that were there before do not stand in the way of repairing them one by one.
        var problems = snapshot.Problems.Except(before.Problems, StringComparer.Ordinal).ToList();
        if (HasAdmin(before) && !HasAdmin(snapshot))
        {
            problems.Add("The organization would be left without an Organization Admin.");
        }

        if (problems.Count > 0)
        {
            throw new PolicyProblemException(problems);
        }
    }

    /// <summary>Whether someone administers the organization now and with no end.</summary>
    private bool HasAdmin(AccessSnapshot snapshot) => snapshot.Document.Users.Any(user =>
        snapshot.IsOrganizationAdmin(user.Name, time.GetUtcNow())
        && snapshot.IsOrganizationAdmin(user.Name, DateTimeOffset.MaxValue));
}

/// <summary>A change that would leave the policy unsound; the sentences are for the person who asked.</summary>
internal sealed class PolicyProblemException(IReadOnlyList<string> problems) : Exception(string.Join(' ', problems))
{
    public IReadOnlyList<string> Problems => problems;
}
