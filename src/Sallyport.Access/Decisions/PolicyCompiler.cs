using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>
/// Makes a policy document ready to be asked. A broken part that would grant is left out; a broken part that would restrict
/// holds everywhere. Either way it is told.
/// </summary>
internal sealed class PolicyCompiler
{
    private readonly PolicyDocument _document;
    private readonly List<string> _problems = [];
    private readonly ScopeCompiler _scopes;
    private readonly DelegatedSettings _delegated;

    private PolicyCompiler(PolicyDocument document)
    {
        _document = document;
        _scopes = new ScopeCompiler(document.Projects, _problems);
        _delegated = new DelegatedSettings(document);
    }

    public static (CompiledPolicy Policy, IReadOnlyList<string> Problems) Compile(PolicyDocument document)
    {
        var compiler = new PolicyCompiler(document);
        var roles = compiler.Roles();
        var assignments = compiler.Assignments(roles);
        var policy = new CompiledPolicy(
            compiler.Users(assignments),
            roles,
            assignments,
            new SettingTable(compiler.Settings(Capability.Secrets), compiler.Settings(Capability.Shell), compiler.Settings(Capability.PortForward)),
            compiler.Guardrails());
        return (policy, compiler._problems);
    }

    private ImmutableArray<CompiledAssignment> Assignments(Dictionary<string, Role> roles)
    {
        var assignments = ImmutableArray.CreateBuilder<CompiledAssignment>();
        foreach (var assignment in _document.Assignments)
        {
            var what = $"the assignment of {assignment.Role} to {assignment.Subject.Name}";
            if (!roles.TryGetValue(assignment.Role, out var role))
            {
                _problems.Add($"{what} names a role that is not there");
            }
            else if (assignment.Subject.Kind is not (SubjectKind.User or SubjectKind.Group))
            {
                _problems.Add($"{what} is neither to a user nor to a group");
            }
            else
            {
                assignments.Add(new CompiledAssignment(assignment, role, _scopes.Compile(assignment.Scope, what)));
            }
        }

        // The least that allows a request is what it is made with: read-only before admin, narrow before wide.
        assignments.Sort((a, b) =>
            (!a.Role.ReadOnly).CompareTo(!b.Role.ReadOnly) is var byRole and not 0 ? byRole :
            b.Assignment.Scope.Kind.CompareTo(a.Assignment.Scope.Kind) is var byScope and not 0 ? byScope :
            string.CompareOrdinal(a.Assignment.Id, b.Assignment.Id));
        return [.. assignments.Select((assignment, order) => assignment with { Order = order })];
    }

    private Dictionary<string, Role> Roles()
    {
        var roles = BuiltInRoles.All.ToDictionary(role => role.Name, StringComparer.Ordinal);
        foreach (var role in _document.Roles)
        {
            if (RoleValidation.ProblemOf(role) is { } problem)
            {
                _problems.Add(problem);
            }
            else if (!roles.TryAdd(role.Name, role))
            {
                _problems.Add($"role \"{role.Name}\" is there already");
            }
        }

        return roles;
    }

    private Dictionary<string, CompiledUser> Users(ImmutableArray<CompiledAssignment> assignments)
    {
        var byUser = BySubject(assignments, SubjectKind.User);
        var byGroup = BySubject(assignments, SubjectKind.Group);
        var users = new Dictionary<string, CompiledUser>(_document.Users.Length, StringComparer.Ordinal);
        var own = new List<CompiledAssignment>();
        foreach (var user in _document.Users)
        {
            own.Clear();
            own.AddRange(byUser.GetValueOrDefault(user.Name) ?? []);
            for (var i = 0; i < user.Groups.Length; i++)
            {
                // A group that stands twice gives nothing twice.
                if (user.Groups.IndexOf(user.Groups[i]) == i)
                {
                    own.AddRange(byGroup.GetValueOrDefault(user.Groups[i]) ?? []);
                }
            }

            own.Sort((a, b) => a.Order.CompareTo(b.Order));
            if (!users.TryAdd(user.Name, new CompiledUser(user, [.. own])))
            {
                _problems.Add($"user \"{user.Name}\" is there twice");
                users[user.Name] = new CompiledUser(user with { Disabled = true }, []);
            }
        }

        return users;
    }

    private static Dictionary<string, List<CompiledAssignment>> BySubject(ImmutableArray<CompiledAssignment> assignments, SubjectKind kind)
    {
        var bySubject = new Dictionary<string, List<CompiledAssignment>>(StringComparer.Ordinal);
        foreach (var assignment in assignments)
        {
            if (assignment.Assignment.Subject.Kind == kind)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(bySubject, assignment.Assignment.Subject.Name, out _) ??= []).Add(assignment);
            }
        }

        return bySubject;
    }

    private ImmutableArray<CompiledSetting> Settings(Capability capability)
    {
        var settings = ImmutableArray.CreateBuilder<CompiledSetting>();
        foreach (var setting in _document.Settings.Where(setting => setting.Capability == capability).Select(_delegated.InForce).OfType<AccessSetting>())
        {
            var scope = _scopes.Compile(setting.Place, $"a setting of {CapabilityWords.Setting(capability)}");
            var level = setting.Level;
            if (capability == Capability.PortForward && level == SettingLevel.Limited)
            {
                _problems.Add("a setting of port-forward is neither blocked nor allowed");
                level = SettingLevel.Closed;
            }

            settings.Add(new CompiledSetting(setting with { Level = level, Locked = setting.Locked || (scope.Broken && level != SettingLevel.Open) }, scope)
            {
                Commands = level == SettingLevel.Limited ? Commands(setting) : [],
            });
        }

        // What is locked first, then the narrowest: the one a refusal names is the one to change.
        settings.Sort((a, b) =>
            (b.Setting.Locked && b.Level != SettingLevel.Open).CompareTo(a.Setting.Locked && a.Level != SettingLevel.Open) is var byLock and not 0 ? byLock :
            b.Setting.Place.Kind.CompareTo(a.Setting.Place.Kind) is var byPlace and not 0 ? byPlace :
            b.SubjectRank.CompareTo(a.SubjectRank) is var bySubject and not 0 ? bySubject :
            string.CompareOrdinal(a.Setting.Id, b.Setting.Id));
        return settings.ToImmutable();
    }

    private ImmutableArray<CommandPattern> Commands(AccessSetting setting)
    {
        var commands = ImmutableArray.CreateBuilder<CommandPattern>();
        foreach (var text in setting.Commands)
        {
            if (CommandPattern.TryParse(text, out var command, out var problem))
            {
                commands.Add(command);
            }
            else
            {
                _problems.Add(problem);
            }
        }

        return commands.ToImmutable();
    }

    private ImmutableArray<CompiledGuardrail> Guardrails() =>
    [
        .. _document.Guardrails.Select(guardrail => new CompiledGuardrail(
            guardrail,
            _scopes.Compile(guardrail.Place, $"guardrail \"{guardrail.Name}\""),
            Names(guardrail, SubjectKind.User),
            Names(guardrail, SubjectKind.Group))),
    ];

    private static FrozenSet<string> Names(Guardrail guardrail, SubjectKind kind) =>
        guardrail.Except.Where(subject => subject.Kind == kind).Select(subject => subject.Name).ToFrozenSet(StringComparer.Ordinal);
}
