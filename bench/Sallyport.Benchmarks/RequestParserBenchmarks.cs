using BenchmarkDotNet.Attributes;
using Sallyport.Access.Requests;

namespace Sallyport.Benchmarks;

/// <summary>What understanding a request line costs; it is done twice on every request's road.</summary>
[MemoryDiagnoser]
public class RequestParserBenchmarks
{
    /// <summary>Request targets as kubectl and controllers send them.</summary>
    public static IEnumerable<string> Targets =>
    [
        "/api/v1/namespaces/shop/pods/web-7d4b9c6f5-x2x9l",
        "/api/v1/namespaces/shop/pods?limit=500",
        "/apis/apps/v1/deployments?allowWatchBookmarks=true&resourceVersion=48213&timeoutSeconds=412&watch=true",
        "/api/v1/namespaces/shop/pods?fieldSelector=metadata.name%3Dweb&labelSelector=app%3Dweb%2Ctier+in+%28a%2Cb%29",
        "/api/v1/namespaces/shop/pods/web-7d4b9c6f5-x2x9l/log?container=web&follow=true&tailLines=100",
        "/api/v1/namespaces/shop/services/https:grafana:3000/proxy/api/dashboards/home?orgId=1",
        "/openapi/v3/apis/apps/v1?hash=0F3A9C&timeout=32s",
        "/api/v1/namespaces/default%2Fsecrets",
    ];

    [ParamsSource(nameof(Targets))]
    public string Target { get; set; } = "";

    [Benchmark]
    public bool Parse() => RequestParser.Parse("GET", Target).Understood;
}
