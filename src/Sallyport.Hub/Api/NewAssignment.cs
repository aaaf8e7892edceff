using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

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

    /// <summary>What the store keeps of it. It must have been checked.</summary>
    public AssignmentRow ToRow(string by, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid(),
        Role = Role,
        SubjectKind = User is null ? SubjectKind.Group : SubjectKind.User,
        SubjectName = (User ?? Group)!,
        Scope = PolicyJson.Write(Scope),
        Expires = Expires?.ToUniversalTime(),
        CreatedBy = by,
        CreatedAt = now,
    };
}
