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
            if (Try($"project {row.Name}", () => new Project(row.Name, PolicyJson.Read<ImmutableArray<Scope>>(row.Scopes)) { Owner = row.Owner }) is { } project)
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
            AdministersOrganization = row.AdministersOrganization,
            Owner = row.Owner,
        })).OfType<Role>()];

    public ImmutableArray<RoleAssignment> Assignments(IEnumerable<AssignmentRow> rows) =>
        [.. rows.Select(row => Try($"assignment {row.Id}", () => new RoleAssignment(
            row.Id.ToString(),
            row.Role,
            new Subject(row.SubjectKind, row.SubjectName),
            Place(row.Scope),
            row.Expires)
        {
            Name = row.Name ?? "",
            Owner = row.Owner,
        })).OfType<RoleAssignment>()];

    public ImmutableArray<AccessSetting> Settings(IEnumerable<SettingRow> rows) =>
        [.. rows.Select(row => Try($"setting {row.Id}", () => Setting(row)) ?? Closed(row))];

    public ImmutableArray<Guardrail> Guardrails(IEnumerable<GuardrailRow> rows) =>
        [.. rows.Select(row => Try($"guardrail {row.Name}", () => new Guardrail(
            row.Name,
            Place(row.Place),
            PolicyJson.Read<ImmutableArray<PolicyRule>>(row.Rules),
            PolicyJson.Read<ImmutableArray<Subject>>(row.Except))
        {
            Owner = row.Owner,
        }) ?? DenyAll(row))];

    private AccessSetting Setting(SettingRow row) => new(
        row.Id.ToString(),
        row.Capability,
        Enum.IsDefined(row.Level) ? row.Level : throw new JsonException("its level is none."),
        Place(row.Place),
        new Subject(row.SubjectKind, row.SubjectName),
        row.Locked,
        row.Reason,
        row.SetBy,
        row.Expires)
    {
        Commands = Commands(row.Commands),
        Name = row.Name ?? "",
        Owner = row.Owner,
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
