using System.Collections.Frozen;
using System.Collections.Immutable;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>Every group a decision at one cluster could name: role variants times places, whatever the number of people.</summary>
internal sealed class WantedGroups(CompiledPolicy policy, ClusterView cluster, DateTimeOffset now)
{
    private readonly HashSet<ImpersonatedGroup> _groups = [];
    private readonly SortedDictionary<string, SortedSet<string>> _commands = new(StringComparer.Ordinal);
    private readonly HashSet<(string Role, CompiledScope Scope, string Profile)> _weighed = [];

    public (ImmutableArray<Role> Roles, ImmutableArray<ImpersonatedGroup> Groups, ImmutableArray<GroupCommands> Commands) Collect()
    {
        var profiles = new SubjectProfiles(policy);
        var roles = new Dictionary<string, Role>(StringComparer.Ordinal);
        var usersOf = policy.Users.Values
            .Where(user => !user.User.Disabled)
            .SelectMany(user => user.Assignments, (user, assignment) => (user, assignment))
            .ToLookup(pair => pair.assignment, pair => pair.user, ReferenceEqualityComparer.Instance);
        foreach (var assignment in policy.Assignments.Where(assignment => assignment.IsLive(now) && assignment.Scope.Reaches(cluster)))
        {
            roles[assignment.Role.Name] = assignment.Role;
            _groups.Add(ImpersonatedGroup.Member);
            var namespaces = cluster.Namespaces.Keys.Where(ns => assignment.Scope.Covers(cluster, ns)).ToArray();
            var whole = assignment.Scope.Covers(cluster);
            var guarded = namespaces.Where(ns => ns != cluster.AgentNamespace).ToArray();
            foreach (var variant in RoleVariants.Of(assignment.Role).Where(IsBelowCeiling))
            {
                var capability = RoleVariants.CapabilityOf(variant);
                if (capability == Capability.None || !assignment.Role.ReadOnly)
                {
                    AddAll(assignment.Role, variant, whole || variant == GroupVariant.ClusterReads, variant == GroupVariant.Base ? namespaces : guarded);
                    continue;
                }

                foreach (var user in usersOf[assignment])
                {
                    if (_weighed.Add(($"{assignment.Role.Name}:{variant}", assignment.Scope, profiles.Of(user))))
                    {
                        AddUsable(assignment.Role, variant, user, whole, guarded);
                    }
                }
            }
        }

        return (
            [.. roles.Values.OrderBy(role => role.Name, StringComparer.Ordinal)],
            [.. _groups.OrderBy(group => group.Name, StringComparer.Ordinal)],
            [.. _commands.Select(group => new GroupCommands(group.Key, [.. group.Value]))]);
    }

    private void AddAll(Role role, GroupVariant variant, bool whole, string[] namespaces)
    {
        foreach (var place in whole ? [""] : namespaces)
        {
            _groups.Add(new ImpersonatedGroup(role.Name, role.Version, variant, place));
        }
    }

    private void AddUsable(Role role, GroupVariant variant, CompiledUser user, bool whole, string[] namespaces)
    {
        var capability = RoleVariants.CapabilityOf(variant);
        var level = RoleVariants.LevelOf(variant);
        var everywhere = whole && policy.Settings.IsEverywhere(level, capability, user, role, cluster, now);
        if (everywhere || (whole && capability == Capability.Secrets && policy.Settings.Everywhere(capability, user, role, cluster, now, out _).Level == level))
        {
            AddUsable(role, variant, user, "");
        }

        if (!everywhere)
        {
            foreach (var ns in namespaces.Where(ns => policy.Settings.At(capability, user, role, cluster, ns, now).Level == level))
            {
                AddUsable(role, variant, user, ns);
            }
        }
    }

    private void AddUsable(Role role, GroupVariant variant, CompiledUser user, string place)
    {
        var group = new ImpersonatedGroup(role.Name, role.Version, variant, place);
        _groups.Add(group);
        if (variant != GroupVariant.Commands)
        {
            return;
        }

        if (!_commands.TryGetValue(group.Name, out var commands))
        {
            _commands[group.Name] = commands = new SortedSet<string>(StringComparer.Ordinal);
        }

        commands.UnionWith(policy.Settings.CommandsAt(user, role, cluster, place, now));
    }

    private bool IsBelowCeiling(GroupVariant variant) => cluster.Ceiling.Allows(variant);
}

/// <summary>Tells users apart only by what settings tell apart: thousands of people come down to a few profiles.</summary>
internal sealed class SubjectProfiles(CompiledPolicy policy)
{
    private readonly FrozenSet<Subject> _subjects =
        new[] { Capability.Secrets, Capability.Shell, Capability.PortForward }
            .SelectMany(capability => policy.Settings.Of(capability))
            .Select(setting => setting.Setting.Subject)
            .ToFrozenSet();

    public string Of(CompiledUser user) => string.Join(
        ' ',
        user.User.Groups.Where(group => _subjects.Contains(new Subject(SubjectKind.Group, group))).Order(StringComparer.Ordinal)
            .Append(_subjects.Contains(new Subject(SubjectKind.User, user.User.Name)) ? "@" + user.User.Name : ""));
}
