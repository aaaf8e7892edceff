using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Authority;

/// <summary>
/// Who may change what. Organization Admins everything; project admins who has which role in their project, up to what they
/// hold there, and stricter settings in it; and whoever it was delegated to relaxes what was delegated.
/// </summary>
public static class ChangeAuthority
{
    /// <summary>Whether somebody may make a change, by the policy before it. Pure.</summary>
    /// <param name="snapshot">The policy as it is.</param>
    /// <param name="user">Who wants to change it.</param>
    /// <param name="change">What they want to change.</param>
    /// <param name="now">When.</param>
    public static AuthorityAnswer Ask(AccessSnapshot snapshot, string user, PolicyChange change, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(change);
        if (snapshot.IsOrganizationAdmin(user, now))
        {
            return new AuthorityAnswer(AuthorityBasis.Organization, "", "The caller administers the organization.");
        }

        var stewardship = Stewardship.Of(snapshot, user, now);
        var answer = change switch
        {
            AssignmentGiven given => AssignmentAuthority.Give(snapshot, stewardship, user, given.Assignment),
            AssignmentTaken taken => AssignmentAuthority.Take(snapshot, stewardship, taken.Assignment, now),
            SettingMade made => SettingAuthority.Make(stewardship, made.Setting),
            SettingTaken taken => SettingAuthority.Take(stewardship, taken.Setting),
            _ => Refused("Only Organization Admins may do this."),
        };
        return answer.Allowed ? answer : answer with { Words = $"{answer.Words} {WhomToAsk(snapshot, now)}" };
    }

    /// <summary>Whether there is anything that somebody may change: the organization, a project, or what was delegated to them.</summary>
    public static bool MayChangeAnything(AccessSnapshot snapshot, string user, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.IsOrganizationAdmin(user, now) || !Stewardship.Of(snapshot, user, now).IsEmpty;
    }

    /// <summary>The sentence that names up to three Organization Admins.</summary>
    public static string WhomToAsk(AccessSnapshot snapshot, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var admins = snapshot.OrganizationAdmins(now);
        return $"Ask {(admins.IsEmpty ? "whoever set Sallyport up" : string.Join(" or ", admins))}.";
    }

    internal static AuthorityAnswer Refused(string words) => new(AuthorityBasis.None, "", words);

    internal static AuthorityAnswer ByProject(RoleAssignment assignment) =>
        new(AuthorityBasis.Project, assignment.Scope.Project, $"The caller administers project {assignment.Scope.Project}.");
}
