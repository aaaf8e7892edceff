using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Access.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy;

/// <summary>
/// Turns rows into policy. A row that cannot be read must never open anything: what would have allowed is left out, and
/// what might have forbidden is replaced by a stricter thing that can be read.
/// </summary>
internal sealed class RowReader
{
    private readonly List<string> _problems = [];
    private readonly HashSet<string> _projects = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Problems => _problems;

    public ImmutableArray<Project> Projects(IEnumerable<ProjectRow> rows)
    {
        var projects = ImmutableArray.CreateBuilder<Project>();
        foreach (var row in rows)
        {
            if (Try($"project {row.Name}", () => new Project(row.Name, PolicyJson.Read<ImmutableArray<Scope>>(row.Scopes)) { Owner = row.Owner, Title = row.Title }) is { } project)
            {
                projects.Add(project);
                _projects.Add(project.Name);
            }
        }

        return projects.ToImmutable();
    }

    public ImmutableArray<Role> Roles(IEnumerable<RoleRow> rows) =>
        [.. rows.Select(row => Try($"role {row.Name}", () => new Role
        {
            Name = row.Name,
            Title = row.Title,
            ReadOnly = row.ReadOnly,
            Version = row.Version,
            Rules = PolicyJson.Read<ImmutableArray<PolicyRule>>(row.Rules),
            ClusterRules = PolicyJson.Read<ImmutableArray<PolicyRule>>(row.ClusterRules),
            WholeClusterRules = PolicyJson.Read<ImmutableArray<PolicyRule>>(row.WholeClusterRules),
            AdministersOrganization = row.AdministersOrganization,
            AdministersProjects = row.AdministersProjects,
            Owner = row.Owner,
        })).OfType<Role>()];

    public ImmutableArray<RoleAssignment> Assignments(IEnumerable<AssignmentRow> rows) =>
        [.. rows.Select(row => Try($"assignment {row.Id}", () => Assignment(row, Place(row.Scope)))).OfType<RoleAssignment>()];

    /// <summary>An assignment whose scope was read.</summary>
    public static RoleAssignment Assignment(AssignmentRow row, Scope scope) =>
        new(row.Id.ToString(), row.Role, new Subject(row.SubjectKind, row.SubjectName), scope, row.Expires)
        {
            Name = row.Name ?? "",
            Owner = row.Owner,
        };

    public ImmutableArray<AccessSetting> Settings(IEnumerable<SettingRow> rows) =>
        [.. rows.Select(row => Try($"setting {row.Id}", () => Setting(row, Place(row.Place))) ?? Closed(row))];

    public ImmutableArray<Delegation> Delegations(IEnumerable<DelegationRow> rows) =>
        [.. rows.Select(row => Try($"delegation {row.Id}", () => Delegation(row, Place(row.Scope)))).OfType<Delegation>()];

    /// <summary>A delegation whose scope was read.</summary>
    /// <exception cref="JsonException">What it is of cannot be.</exception>
    public static Delegation Delegation(DelegationRow row, Scope scope) => new(
        row.Id.ToString(),
        new Subject(row.SubjectKind, row.SubjectName),
        scope,
        Delegated(row.Capabilities),
        row.Reason,
        row.MadeBy,
        row.Expires)
    {
        Name = row.Name ?? "",
        Owner = row.Owner,
    };

    private static ImmutableArray<DelegatedCapability> Delegated(string json)
    {
        var capabilities = PolicyJson.Read<ImmutableArray<DelegatedCapability>>(json);
        return !capabilities.IsDefault && capabilities.All(one => one is { Commands.IsDefault: false })
            ? capabilities
            : throw new JsonException("null is no capability.");
    }

    public ImmutableArray<Guardrail> Guardrails(IEnumerable<GuardrailRow> rows) =>
        [.. rows.Select(row => Try($"guardrail {row.Name}", () => new Guardrail(
            row.Name,
            Place(row.Place),
            PolicyJson.Read<ImmutableArray<PolicyRule>>(row.Rules),
            PolicyJson.Read<ImmutableArray<Subject>>(row.Except))
        {
            Owner = row.Owner,
        }) ?? DenyAll(row))];

    /// <summary>A setting whose place was read.</summary>
    /// <exception cref="JsonException">Something else of it cannot be.</exception>
    public static AccessSetting Setting(SettingRow row, Scope place) => new(
        row.Id.ToString(),
        row.Capability,
        Enum.IsDefined(row.Level) ? row.Level : throw new JsonException("its level is none."),
        place,
        new Subject(row.SubjectKind, row.SubjectName),
        row.Locked,
        row.Reason,
        row.SetBy,
        row.Expires)
    {
        Commands = Commands(row.Commands),
        Name = row.Name ?? "",
        Owner = row.Owner,
        TightenedBy = row.TightenedBy,
        Delegation = row.Delegation?.ToString() ?? "",
    };

    private static ImmutableArray<string> Commands(string json)
    {
        var commands = PolicyJson.Read<ImmutableArray<string>>(json);
        return !commands.IsDefault && !commands.Contains(null!) ? commands : throw new JsonException("null is no command.");
    }

    private static AccessSetting Closed(SettingRow row) => new(
        row.Id.ToString(), row.Capability, SettingLevel.Closed, Scope.Organization, Subject.Everyone, Locked: true,
        "A setting in the store cannot be read, so this capability is closed everywhere until it is repaired.", "Sallyport")
    {
        Name = row.Name ?? "",
        Owner = row.Owner,
    };

    private static Guardrail DenyAll(GuardrailRow row) => new(
        row.Name,
        Scope.Organization,
        [
            new PolicyRule { ApiGroups = ["*"], Resources = ["*", "*/*"], Verbs = ["*"] },
            new PolicyRule { NonResourceUrls = ["*"], Verbs = ["*"] },
        ],
        [])
    {
        Owner = row.Owner,
    };

    private Scope Place(string json)
    {
        var scope = PolicyJson.Read<Scope>(json);
        return scope.Kind != ScopeKind.Project || _projects.Contains(scope.Project)
            ? scope
            : throw new JsonException($"project {scope.Project} is not there or cannot be read.");
    }

    private T? Try<T>(string what, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException or ArgumentException)
        {
            _problems.Add($"The {what} cannot be read: {fault.Message}");
            return null;
        }
    }
}
