using System.Collections.Frozen;
using System.Collections.Immutable;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Scale;

/// <summary>
/// An organization of the size that Sallyport is made for, the same at every run: 10,000 users, 2,000 assignments, 300 clusters, 50 guardrails.
/// Almost everybody is in one of 300 teams, which has four assignments of its own; a third is also in one or two of 40 areas with five
/// each; everyone has one. So most people have 5 to 15 assignments that count for them.
/// </summary>
public sealed class LargeOrganization
{
    /// <summary>Somebody of one team.</summary>
    public const string Typical = "person-00042";

    /// <summary>Somebody of four teams and three areas, for whom 32 assignments count.</summary>
    public const string Heavy = "heavy";

    private const int Users = 10_000;
    private const int Machines = 200;
    private const int Teams = 300;
    private const int Areas = 40;
    private const int Clusters = 300;
    private const int Assignments = 2_000;
    private const int Projects = 150;
    private const int Guardrails = 50;
    private const int Exceptions = 150;

    private static readonly string[] Environments = ["dev", "dev", "test", "prod"];
    private static readonly string[] Regions = ["eu", "us", "ap"];

    private LargeOrganization()
    {
    }

    /// <summary>The one there is.</summary>
    public static LargeOrganization Instance { get; } = new();

    /// <summary>The clusters by name, with their labels.</summary>
    public ImmutableArray<(string Name, FrozenDictionary<string, string> Labels)> Fleet { get; } =
    [
        .. Enumerable.Range(0, Clusters).Select(i => (ClusterName(i), new Dictionary<string, string>
        {
            ["env"] = Environments[i % Environments.Length],
            ["region"] = Regions[i % Regions.Length],
            ["tier"] = $"{i % 5}",
        }.ToFrozenDictionary())),
    ];

    /// <summary>The policy.</summary>
    public PolicyDocument Document { get; } = new()
    {
        Version = 1,
        Users = [.. People()],
        Projects = [.. Enumerable.Range(0, Projects).Select(ProjectOf)],
        Roles = [.. Enumerable.Range(0, 10).Select(CustomRole)],
        Assignments = [.. Given()],
        Settings = [.. Settings()],
        Guardrails = [.. Enumerable.Range(0, Guardrails).Select(Denial)],
    };

    /// <summary>A cluster as decisions see it, with 300 namespaces.</summary>
    public ClusterView View(int index) => new()
    {
        Name = Fleet[index].Name,
        Labels = Fleet[index].Labels,
        Namespaces = Enumerable.Range(0, Teams).ToFrozenDictionary(
            team => $"team-{team}",
            team => new Dictionary<string, string> { ["team"] = $"{team}", ["kubernetes.io/metadata.name"] = $"team-{team}" }.ToFrozenDictionary()),
        AgentNamespace = "sallyport",
        ClusterScopedResources = ["nodes", "namespaces", "persistentvolumes", "clusterroles.rbac.authorization.k8s.io"],
    };

    private static string ClusterName(int i) => $"{Environments[i % Environments.Length]}-{Regions[i % Regions.Length]}-{i:000}";

    private static IEnumerable<PolicyUser> People()
    {
        yield return new PolicyUser(Heavy, ["everyone", "team-1", "team-2", "team-3", "team-4", "area-1", "area-2", "area-3"]);
        for (var i = 1; i < Users; i++)
        {
            yield return i < Machines ? new PolicyUser($"machine-{i:000}", [])
                : i % 3 == 1 ? new PolicyUser($"person-{i:00000}", ["everyone", $"team-{i % Teams}", $"area-{i % Areas}", .. i % 2 == 0 ? [$"area-{i / 7 % Areas}"] : ImmutableArray<string>.Empty])
                : new PolicyUser(i == 300 ? Typical : $"person-{i:00000}", ["everyone", $"team-{i % Teams}"]);
        }
    }

    private static IEnumerable<RoleAssignment> Given()
    {
        var count = 0;
        for (var team = 0; team < Teams; team++)
        {
            var group = new Subject(SubjectKind.Group, $"team-{team}");
            yield return new RoleAssignment(Id(count++), "project-read-only", group, new Scope { Kind = ScopeKind.Project, Project = $"project-{team % Projects}" });
            yield return new RoleAssignment(Id(count++), "namespace-admin", group, new Scope { Kind = ScopeKind.Namespace, ClusterSelector = "env=dev", Namespaces = [$"team-{team}"] });
            yield return new RoleAssignment(Id(count++), "namespace-read-only", group, new Scope { Kind = ScopeKind.Namespace, ClusterSelector = "env in (test,prod)", Namespaces = [$"team-{team}"] });
            yield return new RoleAssignment(Id(count++), $"custom-{team % 10}", group, new Scope { Kind = ScopeKind.Cluster, Clusters = [ClusterName(team % Clusters)] });
        }

        for (var area = 0; area < Areas; area++)
        {
            var group = new Subject(SubjectKind.Group, $"area-{area}");
            for (var i = 0; i < 5; i++)
            {
                yield return new RoleAssignment(Id(count++), "project-read-only", group, new Scope { Kind = ScopeKind.Cluster, Clusters = [ClusterName((area * 7) + i)] });
            }
        }

        yield return new RoleAssignment(Id(count++), "namespace-read-only", new Subject(SubjectKind.Group, "everyone"), new Scope { Kind = ScopeKind.Namespace, Namespaces = ["team-0"] });
        for (var admin = 0; admin < 5; admin++)
        {
            yield return new RoleAssignment(Id(count++), "organization-admin", new Subject(SubjectKind.User, $"person-{1_000 + admin:00000}"), Scope.Organization);
        }

        for (var i = 1; count < Assignments; i++)
        {
            var subject = new Subject(SubjectKind.User, i < Machines ? $"machine-{i:000}" : $"person-{(i * 13 % 9_000) + 500:00000}");
            yield return new RoleAssignment(Id(count++), "namespace-admin", subject, new Scope { Kind = ScopeKind.Namespace, Clusters = [ClusterName(i % Clusters)], Namespaces = [$"team-{i % Teams}"] });
        }
    }

    private static string Id(int i) => new Guid(i, 0, 0, new byte[8]).ToString();

    private static Project ProjectOf(int i) => new(
        $"project-{i}",
        [new Scope { Kind = ScopeKind.Namespace, Clusters = [ClusterName(i % Clusters), ClusterName((i + 150) % Clusters)], Namespaces = [$"team-{i}", $"team-{i + Projects}"] }]);

    private static Role CustomRole(int i) => new()
    {
        Name = $"custom-{i}",
        Title = $"Custom {i}",
        ReadOnly = true,
        Rules = [new PolicyRule { ApiGroups = ["", "apps", "batch"], Resources = ["pods", "pods/log", "deployments", "jobs", "events", $"widgets{i}"], Verbs = ["get", "list", "watch"] }],
    };

    private static IEnumerable<AccessSetting> Settings()
    {
        yield return new AccessSetting(Id(-1), Capability.Secrets, SettingLevel.Closed, Scope.Organization, Subject.Everyone);
        yield return new AccessSetting(Id(-2), Capability.Shell, SettingLevel.Closed, Scope.Organization, Subject.Everyone);
        for (var i = 0; i < Exceptions; i++)
        {
            yield return new AccessSetting(
                Id(i),
                (i % 3) switch { 0 => Capability.Secrets, 1 => Capability.Shell, _ => Capability.PortForward },
                i % 10 == 0 ? SettingLevel.Closed : SettingLevel.Open,
                new Scope { Kind = ScopeKind.Namespace, Clusters = [ClusterName(i * 2 % Clusters)], Namespaces = [$"team-{i * 2 % Teams}"] },
                new Subject(SubjectKind.Group, $"team-{i * 2 % Teams}"));
        }
    }

    private static Guardrail Denial(int i) => new(
        $"guardrail-{i:00}",
        (i % 5) switch
        {
            0 => Scope.Organization,
            1 => new Scope { Kind = ScopeKind.Cluster, ClusterSelector = "env=prod" },
            2 => new Scope { Kind = ScopeKind.Project, Project = $"project-{i}" },
            3 => new Scope { Kind = ScopeKind.Cluster, Clusters = [ClusterName(i)] },
            _ => new Scope { Kind = ScopeKind.Namespace, Namespaces = [$"team-{i}", "kube-*"] },
        },
        [
            (i % 4) switch
            {
                0 => new PolicyRule { ApiGroups = ["*"], Resources = ["*"], Verbs = ["deletecollection"] },
                1 => new PolicyRule { ApiGroups = [""], Resources = ["nodes", "persistentvolumes"], Verbs = ["update", "patch", "delete"] },
                2 => new PolicyRule { ApiGroups = ["apps"], Resources = ["daemonsets"], Verbs = ["create", "delete"] },
                _ => new PolicyRule { ApiGroups = ["example.com"], Resources = [$"vaults{i}"], Verbs = ["*"] },
            },
        ],
        [new Subject(SubjectKind.Group, $"area-{i % Areas}")]);
}
