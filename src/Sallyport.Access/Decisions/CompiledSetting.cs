using System.Collections.Immutable;
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
    /// <summary>The commands that it lists; one that could not be read is left out.</summary>
    public ImmutableArray<CommandPattern> Commands { get; init; } = [];

    public SettingLevel Level => Setting.Level;

    /// <summary>Whether it neither opens anything nor overrides what is stricter.</summary>
    public bool OnlyTightens { get; } = Setting.TightenedBy.Length > 0;

    public SubjectRank SubjectRank { get; } = Setting.Subject.Kind switch
    {
        SubjectKind.Everyone => SubjectRank.Everyone,
        SubjectKind.User => SubjectRank.User,
        _ => SubjectRank.GroupOrRole,
    };

    /// <summary>Whom it could be about, said quickly: see <see cref="NameSieve"/>. Whoever acts by a role is told by the role alone.</summary>
    public ulong Subjects { get; } = Setting.Subject.Kind is SubjectKind.User or SubjectKind.Group ? NameSieve.Of(Setting.Subject.Name) : NameSieve.All;

    public bool IsLive(DateTimeOffset now) => Setting.Expires is not { } expires || now < expires;

    public bool IsAbout(CompiledUser user, Role role, bool strict) => Setting.Subject.Kind switch
    {
        SubjectKind.Everyone => true,
        SubjectKind.User => Setting.Subject.Name == user.User.Name,
        SubjectKind.Group => user.User.Groups.Contains(Setting.Subject.Name),
        SubjectKind.Role => Setting.Subject.Name == role.Name,
        _ => strict,
    };

    public bool Lists(ImmutableArray<string> command)
    {
        foreach (var pattern in Commands)
        {
            if (pattern.Matches(command))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Where it stands among the places, if it counts for this user, role, place and time at all. A level between closed and
    /// open does both: it is asked with <c>strict</c> for what it restricts, and without for what it opens.
    /// </summary>
    public PlaceRank? RankAt(CompiledUser user, Role role, ClusterView cluster, string ns, DateTimeOffset now, bool strict) =>
        IsLive(now) && IsAbout(user, role, strict) ? Scope.RankAt(cluster, ns, strict) : null;
}
