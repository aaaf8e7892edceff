using BenchmarkDotNet.Attributes;
using Sallyport.Access.Decisions;
using Sallyport.Access.Requests;
using Sallyport.Scale;

namespace Sallyport.Benchmarks;

/// <summary>What a decision costs in the organization that Sallyport is made for, to somebody of one team and to somebody of many.</summary>
[MemoryDiagnoser]
public class ScaleBenchmarks
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, (string Method, string Target)> Requests = new()
    {
        ["get a pod"] = ("GET", "/api/v1/namespaces/team-0/pods/web"),
        ["get a Secret"] = ("GET", "/api/v1/namespaces/team-0/secrets/db"),
        ["exec"] = ("POST", "/api/v1/namespaces/team-0/pods/web/exec?command=sh"),
        ["delete a pod"] = ("DELETE", "/api/v1/namespaces/team-0/pods/web"),
        ["list pods everywhere"] = ("GET", "/api/v1/pods?limit=500"),
        ["discovery"] = ("GET", "/apis/apps/v1"),
    };

    private AccessSnapshot _snapshot = null!;
    private ClusterView _cluster = null!;
    private KubernetesRequest _request = null!;

    public static IEnumerable<string> Cases => Requests.Keys;

    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = "";

    [Params(LargeOrganization.Typical, LargeOrganization.Heavy)]
    public string User { get; set; } = "";

    [GlobalSetup]
    public void Compile()
    {
        _snapshot = AccessSnapshot.Compile(LargeOrganization.Instance.Document);
        _cluster = LargeOrganization.Instance.View(7);
        var (method, target) = Requests[Case];
        _request = RequestParser.Parse(method, target).Request!;
    }

    [Benchmark]
    public bool Decide() => _snapshot.Decide(User, _cluster, _request, Now).Allowed;
}
