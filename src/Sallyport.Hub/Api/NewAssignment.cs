using Sallyport.Access.Policy;

namespace Sallyport.Hub.Api;

/// <summary>A role that is to be given to somebody.</summary>
internal sealed record NewAssignment(string Role, Scope Scope, string? User = null, string? Group = null, DateTimeOffset? Expires = null)
{
    /// <summary>Holds it against the policy that it is to be a part of.</summary>
    public void Check(Validity validity, PolicyDocument policy)
    {
        using (validity.Under("role"))
        {
            validity.Demand(
                BuiltInRoles.All.Concat(policy.Roles).Any(role => role.Name == Role),
                "The role is not there. The built-in ones are " + string.Join(", ", BuiltInRoles.All.Select(role => role.Name)) + ".");
        }

        SubjectCheck.Check(validity, "An assignment", User, Group, policy);
        using (validity.Under("scope"))
        {
            ScopeCheck.Check(validity, "scope", Scope, policy);
        }
    }
}
