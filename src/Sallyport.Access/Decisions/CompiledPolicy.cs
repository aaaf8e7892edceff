using System.Collections.Frozen;
using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>A user with the groups and the assignments that count for them, in the order in which they are tried.</summary>
internal sealed record CompiledUser(PolicyUser User, HashSet<string> Groups, CompiledAssignment[] Assignments)
{
    public bool IsMeantBy(Subject subject) => subject.Kind switch
    {
        SubjectKind.User => subject.Name == User.Name,
        SubjectKind.Group => Groups.Contains(subject.Name),
        _ => false,
    };
}

internal sealed record CompiledAssignment(RoleAssignment Assignment, Role Role, CompiledScope Scope)
{
    /// <summary>Where it stands among all assignments: the first that allows a request is the one it is made with.</summary>
    public int Order { get; init; }

    public bool IsLive(DateTimeOffset now) => Assignment.Expires is not { } expires || now < expires;
}

internal sealed record CompiledGuardrail(Guardrail Guardrail, CompiledScope Scope, FrozenSet<string> ExceptUsers, FrozenSet<string> ExceptGroups)
{
    public bool HoldsFor(CompiledUser user)
    {
        if (ExceptUsers.Contains(user.User.Name))
        {
            return false;
        }

        foreach (var group in user.User.Groups)
        {
            if (ExceptGroups.Contains(group))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Everything a decision looks at, ready to be asked.</summary>
internal sealed record CompiledPolicy(
    FrozenDictionary<string, CompiledUser> Users,
    Dictionary<string, Role> Roles,
    ImmutableArray<CompiledAssignment> Assignments,
    SettingTable Settings,
    ImmutableArray<CompiledGuardrail> Guardrails);
