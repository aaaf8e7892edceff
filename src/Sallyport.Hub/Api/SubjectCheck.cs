using Sallyport.Access.Policy;

namespace Sallyport.Hub.Api;

/// <summary>Whether something that came in is to one user who is there, or to one group.</summary>
internal static class SubjectCheck
{
    public static void Check(Validity validity, string what, string? user, string? group, PolicyDocument policy)
    {
        validity.Demand(user is null != group is null, $"{what} is to a user or to a group: give one of them.");
        if (user is not null)
        {
            using var at = validity.Under("user");
            validity.Demand(policy.Users.Any(known => known.Name == user), "There is no user of that name.");
        }

        if (group is not null)
        {
            using var at = validity.Under("group");
            validity.Name("group", group);
        }
    }
}
