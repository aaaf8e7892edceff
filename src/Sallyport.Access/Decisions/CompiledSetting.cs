using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>How narrow a subject is: everyone, a group or a role, one user.</summary>
internal enum SubjectRank
{
    Everyone,
    GroupOrRole,
    User,
}

internal sealed record CompiledSetting(AccessSetting Setting, CompiledScope Scope)
{
    public bool Opens => Setting.Opens;

    public SubjectRank SubjectRank { get; } = Setting.Subject.Kind switch
    {
        SubjectKind.Everyone => SubjectRank.Everyone,
        SubjectKind.User => SubjectRank.User,
        _ => SubjectRank.GroupOrRole,
    };

    public bool IsLive(DateTimeOffset now) => Setting.Expires is not { } expires || now < expires;

    public bool IsAbout(CompiledUser user, Role role) => Setting.Subject.Kind switch
    {
        SubjectKind.Everyone => true,
        SubjectKind.User => Setting.Subject.Name == user.User.Name,
        SubjectKind.Group => user.Groups.Contains(Setting.Subject.Name),
        SubjectKind.Role => Setting.Subject.Name == role.Name,
        _ => !Opens,
    };

    /// <summary>Where it stands among the places, if it counts for this user, role, place and time at all.</summary>
    public PlaceRank? RankAt(CompiledUser user, Role role, ClusterView cluster, string ns, DateTimeOffset now) =>
        IsLive(now) && IsAbout(user, role) ? Scope.RankAt(cluster, ns, strict: !Opens) : null;
}
