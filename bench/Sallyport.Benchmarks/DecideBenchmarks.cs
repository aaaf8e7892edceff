using System.Collections.Frozen;
using BenchmarkDotNet.Attributes;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;

namespace Sallyport.Benchmarks;

/// <summary>
/// What a decision costs in a large organization: 2,000 users in 100 groups, 400 assignments and 60 settings; a person
/// with assignments at every scope, in a cluster with 300 namespaces.
/// </summary>
[MemoryDiagnoser]
public class DecideBenchmarks
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, (string Method, string Target)> Requests = new()
    {
        ["get pod, allowed"] = ("GET", "/api/v1/namespaces/team-7/pods/web"),
        ["list everywhere, allowed"] = ("GET", "/api/v1/pods?limit=500"),
        ["get secret, hidden"] = ("GET", "/api/v1/namespaces/team-7/secrets/db"),
        ["list secrets everywhere, hidden"] = ("GET", "/api/v1/secrets"),
        ["exec, blocked"] = ("POST", "/api/v1/namespaces/team-7/pods/web/exec?command=sh"),
        ["delete, nothing allows"] = ("DELETE", "/api/v1/namespaces/team-7/pods/web"),
        ["discovery"] = ("GET", "/apis/apps/v1"),
    };

    private AccessSnapshot _snapshot = null!;
    private ClusterView _cluster = null!;
    private KubernetesRequest _request = null!;

    public static IEnumerable<string> Cases => Requests.Keys;

    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = "";

    [GlobalSetup]
    public void Compile()
    {
        _snapshot = AccessSnapshot.Compile(Organization());
        _cluster = new ClusterView
        {
            Name = "cluster-3",
            Labels = new Dictionary<string, string> { ["env"] = "prod" }.ToFrozenDictionary(),
            Namespaces = Enumerable.Range(0, 300).ToFrozenDictionary(
                i => $"team-{i}",
                i => new Dictionary<string, string> { ["team"] = $"{i % 10}" }.ToFrozenDictionary()),
            ClusterScopedResources = ["nodes", "namespaces", "persistentvolumes"],
        };
        var (method, target) = Requests[Case];
        _request = RequestParser.Parse(method, target).Request!;
    }

    [Benchmark]
    public bool Decide() => _snapshot.Decide("user-7", _cluster, _request, Now).Allowed;

    private static PolicyDocument Organization() => new()
    {
        Users = [.. Enumerable.Range(0, 2000).Select(i => new PolicyUser($"user-{i}", [$"group-{i % 100}", "everyone"]))],
        Assignments =
        [
            .. Enumerable.Range(0, 400).Select(i => new RoleAssignment(
                $"a{i}",
                (i % 4) switch
                {
                    0 => "organization-read-only",
                    1 => "project-read-only",
                    _ => "namespace-read-only",
                },
                new Subject(SubjectKind.Group, $"group-{i % 100}"),
                (i % 4) switch
                {
                    0 => new Scope { Kind = ScopeKind.Cluster, ClusterSelector = "env=prod" },
                    1 => new Scope { Kind = ScopeKind.Cluster, Clusters = [$"cluster-{i % 20}"] },
                    _ => new Scope { Kind = ScopeKind.Namespace, Clusters = [$"cluster-{i % 20}"], Namespaces = [$"team-{i}"] },
                })),
            new RoleAssignment("mine", "organization-read-only", new Subject(SubjectKind.User, "user-7"), Scope.Organization),
        ],
        Settings =
        [
            .. Enumerable.Range(0, 60).Select(i => new AccessSetting(
                $"s{i}",
                i % 2 == 0 ? Capability.Secrets : Capability.Shell,
                SettingLevel.Open,
                new Scope { Kind = ScopeKind.Namespace, Clusters = [$"cluster-{i % 20}"], Namespaces = [$"open-{i}"] },
                new Subject(SubjectKind.Group, $"group-{i}"))),
        ],
    };
}
