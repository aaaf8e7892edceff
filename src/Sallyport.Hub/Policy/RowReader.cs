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
            if (Try($"project {row.Name}", () => new Project(row.Name, All<Scope>(row.Scopes)) { Owner = row.Owner, Title = row.Title }) is { } project)
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
            Rules = All<PolicyRule>(row.Rules),
            ClusterRules = All<PolicyRule>(row.ClusterRules),
            WholeClusterRules = All<PolicyRule>(row.WholeClusterRules),
            AdministersOrganization = row.AdministersOrganization,
            AdministersProjects = row.AdministersProjects,
            Owner = row.Owner,
        })).OfType<Role>()];

    public ImmutableArray<RoleAssignment> Assignments(IEnumerable<AssignmentRow> rows) =>
        [.. rows.Select(row => Try($"assignment {row.Id}", () => Assignment(row, Place(row.Scope)))).OfType<RoleAssignment>()];

    /// <summary>An assignment whose scope was read.</summary>
    public static RoleAssignment Assignment(AssignmentRow row, Scope scope) =>
        new(row.Id.ToString(), row.Role, new Subject(Known(row.SubjectKind), row.SubjectName), scope, row.Expires)
        {
            Name = row.Name ?? "",
            Owner = row.Owner,
        };

    public ImmutableArray<AccessSetting> Settings(IEnumerable<SettingRow> rows) =>
        [.. rows.SelectMany(row => Try($"setting {row.Id}", () => Setting(row, Place(row.Place))) is { } setting ? [setting] : Closed(row))];

    public ImmutableArray<Delegation> Delegations(IEnumerable<DelegationRow> rows) =>
        [.. rows.Select(row => Try($"delegation {row.Id}", () => Delegation(row, Place(row.Scope)))).OfType<Delegation>()];

    /// <summary>A delegation whose scope was read.</summary>
    /// <exception cref="JsonException">What it is of cannot be.</exception>
    public static Delegation Delegation(DelegationRow row, Scope scope) => new(
        row.Id.ToString(),
        new Subject(Known(row.SubjectKind), row.SubjectName),
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
        var capabilities = All<DelegatedCapability>(json);
        return capabilities.All(one => !one.Commands.IsDefault) ? capabilities : throw new JsonException("null is no list of commands.");
    }

    public ImmutableArray<Guardrail> Guardrails(IEnumerable<GuardrailRow> rows) =>
        [.. rows.Select(row => Try($"guardrail {row.Name}", () => new Guardrail(
            row.Name,
            Place(row.Place),
            All<PolicyRule>(row.Rules),
            All<Subject>(row.Except))
        {
            Owner = row.Owner,
        }) ?? DenyAll(row))];

    /// <summary>A setting whose place was read.</summary>
    /// <exception cref="JsonException">Something else of it cannot be.</exception>
    public static AccessSetting Setting(SettingRow row, Scope place) => new(
        row.Id.ToString(),
        row.Capability is not Capability.None && Enum.IsDefined(row.Capability) ? row.Capability : throw new JsonException("its capability is none."),
        Enum.IsDefined(row.Level) ? row.Level : throw new JsonException("its level is none."),
        place,
        new Subject(Known(row.SubjectKind), row.SubjectName),
        row.Locked,
        row.Reason,
        row.SetBy,
        row.Expires)
    {
        Commands = All<string>(row.Commands),
        Name = row.Name ?? "",
        Owner = row.Owner,
        TightenedBy = row.TightenedBy,
        Delegation = row.Delegation?.ToString() ?? "",
    };

    private static SubjectKind Known(SubjectKind kind) => Enum.IsDefined(kind) ? kind : throw new JsonException("its subject is of no kind.");

    /// <summary>Closes what the setting was of; all there is, where that cannot be told either.</summary>
    private static IEnumerable<AccessSetting> Closed(SettingRow row) =>
        from capability in Enum.IsDefined(row.Capability) && row.Capability != Capability.None
            ? [row.Capability]
            : (Capability[])[Capability.Secrets, Capability.Shell, Capability.PortForward]
        select new AccessSetting(
            row.Id.ToString(), capability, SettingLevel.Closed, Scope.Organization, Subject.Everyone, Locked: true,
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

    /// <summary>A list, of which a part that is missing makes the whole unreadable.</summary>
    private static ImmutableArray<T> All<T>(string json)
        where T : class
    {
        var all = PolicyJson.Read<ImmutableArray<T>>(json);
        return !all.IsDefault && !all.Contains(null!) ? all : throw new JsonException("null is not allowed here.");
    }

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
