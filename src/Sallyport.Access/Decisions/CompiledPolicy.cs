using System.Collections.Frozen;
using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>A user with the groups and the assignments that count for them, in the order in which they are tried.</summary>
internal sealed record CompiledUser(PolicyUser User, CompiledAssignment[] Assignments)
{
    /// <summary>The user and the groups, for a <see cref="NameSieve"/>.</summary>
    public ulong Subjects { get; } = NameSieve.Of(User.Name) | NameSieve.Of(User.Groups);

    /// <summary>Whether some assignment administers the organization, wherever and until when.</summary>
    public bool MayAdminister { get; } = Assignments.Any(assignment => assignment.Role.AdministersOrganization);

    public bool IsMeantBy(Subject subject) => subject.Kind switch
    {
        SubjectKind.User => subject.Name == User.Name,
        SubjectKind.Group => User.Groups.Contains(subject.Name),
        _ => false,
    };
}

/// <summary>An assignment with its role and its scope.</summary>
internal sealed record CompiledAssignment(RoleAssignment Assignment, Role Role, CompiledScope Scope)
{
    private readonly long _ends = Assignment.Expires?.UtcTicks ?? long.MaxValue;

    /// <summary>Where it stands among all assignments: the first that allows a request is the one it is made with.</summary>
    public int Order { get; init; }

    /// <summary>The scope's, nearer at hand.</summary>
    public ScopeSieve Sieve { get; } = Scope.Sieve;

    public bool IsLive(DateTimeOffset now) => now.UtcTicks < _ends;
}

/// <summary>A guardrail with where and for whom it does not hold.</summary>
internal sealed record CompiledGuardrail(Guardrail Guardrail, CompiledScope Scope, FrozenSet<string> ExceptUsers, FrozenSet<string> ExceptGroups)
{
    /// <summary>What it could catch, said quickly.</summary>
    public ActionSieve Actions { get; } = ActionSieve.Of(Guardrail.Rules);

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
    Dictionary<string, CompiledUser> Users,
    Dictionary<string, Role> Roles,
    ImmutableArray<CompiledAssignment> Assignments,
    SettingTable Settings,
    ImmutableArray<CompiledGuardrail> Guardrails)
{
    /// <summary>The guardrails by where they could hold and what they could catch.</summary>
    public Sieve<CompiledGuardrail> GuardrailSieve { get; } =
        new(Guardrails, guardrail => (guardrail.Scope.Sieve.Clusters, guardrail.Actions.Verbs, guardrail.Actions.Resources));

    /// <summary>The settings that have not expired.</summary>
    public IEnumerable<CompiledSetting> LiveSettings(DateTimeOffset now) => new[] { Capability.Secrets, Capability.Shell, Capability.PortForward }
        .SelectMany(capability => Settings.Of(capability)).Where(setting => setting.IsLive(now));
}
