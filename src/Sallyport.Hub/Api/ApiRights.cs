using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Api;

/// <summary>What people may do in Sallyport itself, by the policy of this moment.</summary>
internal sealed class ApiRights(PolicySource policy, TimeProvider time)
{
    private const string ReadOnlyRole = "organization-read-only";

    public bool Has(string user, ApiAccess access) => access switch
    {
        ApiAccess.Anyone => true,
        ApiAccess.SignedIn => user.Length > 0,
        ApiAccess.OrganizationReader => IsAdmin(user) || IsReader(user),
        _ => IsAdmin(user),
    };

    public bool IsAdmin(string user) => user.Length > 0 && policy.Current.IsOrganizationAdmin(user, time.GetUtcNow());

    public string Refusal(ApiAccess access)
    {
        var who = access == ApiAccess.OrganizationReader ? "Organization Admins and Organization Read Only" : "Organization Admins";
        var admins = policy.Current.Document.Users.Select(user => user.Name).Where(IsAdmin).Take(3).ToArray();
        return $"Only {who} may do this. Ask {(admins.Length == 0 ? "whoever set Sallyport up" : string.Join(" or ", admins))}.";
    }

    private bool IsReader(string user)
    {
        var document = policy.Current.Document;
        var now = time.GetUtcNow();
        return document.Users.FirstOrDefault(known => known.Name == user) is { Disabled: false } known
            && document.Assignments.Any(assignment => assignment.Role == ReadOnlyRole
                && assignment.Scope.Kind == ScopeKind.Organization
                && (assignment.Expires is null || assignment.Expires > now)
                && Means(assignment.Subject, known));
    }

    private static bool Means(Subject subject, PolicyUser user) => subject.Kind switch
    {
        SubjectKind.User => subject.Name == user.Name,
        SubjectKind.Group => user.Groups.Contains(subject.Name),
        _ => false,
    };
}
