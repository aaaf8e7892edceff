using Sallyport.Access.Authority;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>A setting made under a delegation counts as long as the delegation does, and no further than it reaches now.</summary>
internal sealed class DelegatedSettings(PolicyDocument document)
{
    private readonly ScopeContainment _containment = new(document.Projects);
    private readonly ILookup<string, Delegation> _delegations = document.Delegations.ToLookup(delegation => delegation.Id, StringComparer.Ordinal);

    /// <returns>The setting as it counts; null when it does not.</returns>
    public AccessSetting? InForce(AccessSetting setting)
    {
        if (setting.Delegation.Length == 0)
        {
            return setting;
        }

        return _delegations[setting.Delegation].Take(2).ToList() is [var delegation]
            && delegation.Reaches(setting) && _containment.Contains(delegation.Scope, setting.Place)
                ? setting with { Locked = false, Expires = Earlier(setting.Expires, delegation.Expires) }
                : null;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one < other ? one : other;
}
