using Sallyport.Access.Authority;
using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Api;

/// <summary>What people may do in Sallyport itself, by the policy of this moment.</summary>
internal sealed class ApiRights(PolicySource policy, TimeProvider time)
{
    public bool Has(string user, ApiAccess access) => access switch
    {
        ApiAccess.Anyone => true,
        ApiAccess.SignedIn => user.Length > 0,
        ApiAccess.Steward => user.Length > 0 && ChangeAuthority.MayChangeAnything(policy.Current, user, time.GetUtcNow()),
        ApiAccess.OrganizationReader => user.Length > 0 && IsReader(user),
        _ => IsAdmin(user),
    };

    public bool IsAdmin(string user) => user.Length > 0 && policy.Current.IsOrganizationAdmin(user, time.GetUtcNow());

    public string Refusal(ApiAccess access)
    {
        var who = access switch
        {
            ApiAccess.OrganizationReader => "Organization Admins and Organization Read Only",
            ApiAccess.Steward => "Organization Admins, the admins of a project in it, and whom it was delegated to",
            _ => "Organization Admins",
        };
        return $"Only {who} may do this. {ChangeAuthority.WhomToAsk(policy.Current, time.GetUtcNow())}";
    }

    private bool IsReader(string user) => PolicySight.Of(policy.Current, user, time.GetUtcNow()).SeesAll;
}
