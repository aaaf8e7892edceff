namespace Sallyport.EndToEnd.Tests.Understanding;

/// <summary>Request lines as clients write them and as they might, drawn from a seed: the same seed, the same lines.</summary>
internal sealed class RequestGrammar(Random random)
{
    private static readonly string[] Methods =
    [
        "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET", "GET",
        "POST", "POST", "POST", "POST", "PUT", "PUT", "PATCH", "PATCH", "DELETE", "DELETE", "DELETE", "HEAD", "HEAD",
        "OPTIONS", "get", "PaTCH", "FOO", "TRACE",
    ];

    private static readonly string[] Namespaces =
        ["default", "shop", "kube-system", "a.b", "x-1", "watch", "proxy", "namespaces", "status", "finalize", "0", "Default", "a_b"];

    private static readonly string[] CoreResources =
    [
        "pods", "pods", "secrets", "configmaps", "services", "namespaces", "nodes", "events", "serviceaccounts", "endpoints",
        "persistentvolumes", "bindings", "replicationcontrollers", "componentstatuses", "nosuch", "Secrets", "SECRETS",
    ];

    private static readonly (string Place, string[] Resources)[] Groups =
    [
        ("apps/v1", ["deployments", "statefulsets", "daemonsets", "replicasets"]),
        ("rbac.authorization.k8s.io/v1", ["roles", "clusterroles", "rolebindings", "clusterrolebindings"]),
        ("batch/v1", ["jobs", "cronjobs"]),
        ("authorization.k8s.io/v1", ["subjectaccessreviews", "localsubjectaccessreviews"]),
        ("certificates.k8s.io/v1", ["certificatesigningrequests"]),
        ("apiextensions.k8s.io/v1", ["customresourcedefinitions"]),
        ("apiregistration.k8s.io/v1", ["apiservices"]),
        ("e2e.sallyport.example/v1", ["widgets", "widgets", "secrets"]),
        ("metrics.k8s.io/v1beta1", ["pods", "nodes"]),
        ("custom.metrics.k8s.io/v1beta1", ["pods", "services", "metrics"]),
        ("external.metrics.k8s.io/v1beta1", ["queue_length", "Queue_Length", "s0-kafka-topic", "a%7Cb"]),
        ("subresources.kubevirt.io/v1", ["virtualmachineinstances"]),
        ("v1", ["x"]), ("apps", ["deployments"]), ("Apps/v1", ["deployments"]), ("apps/V1", ["deployments"]), ("a_b/v1", ["x"]),
    ];

    private static readonly string[] Names =
    [
        "web", "db", "a.b.c", "x:y", "https:web:443", "kube-root-ca.crt", "system:admin", "A", "-", "exec", "watch", "a%20b", "a+b",
        "%E2%82%AC", "a_b", "namespaces", "*", "%2A", "a%7Cb", "a!b", "a'b", "(a)", "a,b", "a=b", "a&b", "$a", "a@b.example", "~", "...",
        "%41", "a%3Ab", "a%26b", "a%3Db",
    ];

    private static readonly string[] Subresources =
    [
        "exec", "attach", "portforward", "proxy", "log", "status", "ephemeralcontainers", "eviction", "binding", "token", "finalize",
        "scale", "resize", "secrets", "approval", "console", "http_requests", "Http_Requests", "exec/", "proxy/", "proxy/a/b", "proxy/a%20b/",
        "proxy/..%2f..", "exec/x", "log/x", "EXEC", "status/anything/else",
    ];

    private static readonly string[] Paths =
    [
        "/", "/api", "/apis", "/api/v1", "/apis/apps", "/apis/apps/v1", "/healthz", "/livez/ping", "/readyz", "/metrics", "/version",
        "/version/", "/openapi/v2", "/openapi/v3/api/v1", "/logs/", "/debug/pprof/cmdline", "/configz", "/swagger.json", "/ui",
        "/.well-known/openid-configuration", "/openid/v1/jwks", "/API/v1/secrets", "/api/V1/secrets", "/apiv1/secrets", "/apis/apps/v1/",
        "/api/v1/", "/apis//v1/secrets", "/api//secrets", "/healthz/etcd", "/livez/poststarthook/rbac/bootstrap-roles", "/clusters/demo/api/v1/pods",
    ];

    private static readonly string[] Ordinary =
    [
        "watch=1", "watch=true", "watch=0", "watch=false", "watch=FALSE", "watch=", "watch", "watch=x", "limit=1", "limit=500",
        "fieldSelector=metadata.name%3Ddb", "fieldSelector=metadata.name=db", "fieldSelector=metadata.name%3D%3Ddb",
        "fieldSelector=metadata.name!=db", "fieldSelector=spec.nodeName%3Dn1,metadata.name%3Ddb", "fieldSelector=metadata.name%3D..",
        "fieldSelector=metadata.name%3Ddb%2Cmetadata.namespace%3Dshop", "fieldSelector=metadata.name%3Da%2Fb", "labelSelector=a%3Db",
        "labelSelector=a+in+(b,c)", "labelSelector=%21a", "dryRun=All", "resourceVersion=0", "allowWatchBookmarks=true", "timeoutSeconds=1",
        "pretty=true", "includeObject=Object", "propagationPolicy=Orphan", "gracePeriodSeconds=0", "fieldManager=kubectl", "force=true",
        "timeout=32s", "continue=abc", "sendInitialEvents=true", "resourceVersionMatch=NotOlderThan", "exact=false", "export=false",
    ];

    private static readonly string[] Parameters =
    [
        "Watch=1", "limit=x", "limit=-1", "limit=99999999999999999999", "fieldSelector=metadata.name%3Ddb", "fieldSelector=metadata.name=db",
        "fieldSelector=metadata.name%3D%3Ddb", "fieldSelector=metadata.name!=db", "fieldSelector=metadata.name%3Ddb,metadata.namespace%3Dshop",
        "fieldSelector=metadata.name%3Ddb%2Cspec.nodeName%3Dn1", "fieldSelector=spec.nodeName%3Dn1,metadata.name%3Ddb",
        "fieldSelector=metadata.name%3Da,metadata.name%3Db", "fieldSelector=metadata.name%3Ddb;x", "FieldSelector=metadata.name%3Ddb",
        "fieldSelector=metadata.name%3Da%2Fb", "fieldSelector=metadata.name%3D..", "fieldSelector=metadata.name%3Da%25b", "fieldSelector=",
        "fieldSelector=metadata.name%3D", "fieldSelector=metadata.name%3Da%5C%2Cb", "fieldSelector=metadata.name%3Da%5C", "fieldSelector=%20metadata.name%3Da",
        "fieldSelector=metadata.name", "fieldSelector=,metadata.name%3Da", "fieldSelector=%zz", "labelSelector=a%3Db", "labelSelector=a+in+(b,c)",
        "labelSelector=%28%28", "labelSelector=!a", "labelSelector=a%3Db%2C%20c%20notin%20%28d%29", "labelSelector=" , "labelSelector=A%2Fb%3Dc",
        "shardSelector=x", "dryRun=All", "dryRun=All&dryRun=All", "command=id&stdout=true", "command=sh&command=-c&command=echo+a%0Ab&container=c",
        "stdin=true&stdout=true&tty=true", "ports=80&ports=443", "container=c&follow=true", "tailLines=5", "tailLines=x", "sinceTime=2024-01-01T00%3A00%3A00Z",
        "resourceVersion=0", "resourceVersionMatch=NotOlderThan", "sendInitialEvents=true", "allowWatchBookmarks=maybe", "timeoutSeconds=1",
        "timeoutSeconds=abc", "timeoutSeconds=+5", "timeoutSeconds=1e2", "timeoutSeconds=", "watch=%31", "w%61tch=1", "watch=1;limit=1", "pretty=true",
        "exact=false&export=false", "includeObject=Object", "propagationPolicy=Orphan", "gracePeriodSeconds=0", "orphanDependents=false",
        "fieldManager=kubectl", "force=true", "fieldValidation=Strict", "timeout=32s", "verbose", "exclude=etcd", "hash=0A1B%3D", "path=/admin",
        "metricLabelSelector=a%3Db", "continue=abc", "_method=DELETE", "x=#", "=", "&", "?", "a=b=c", "ignoreStoreReadErrorWithClusterBreakingPotential=true",
    ];

    public RequestLine Next() => new(One(Methods), Path() + Query());

    private string Path()
    {
        if (Chance(0.08))
        {
            return One(Paths);
        }

        var (prefix, resources) = Chance(0.55) ? ("/api/v1", CoreResources) : Group();
        var verb = Chance(0.06) ? One(["/watch", "/proxy", "/WATCH", "/watch/watch"]) : "";
        var place = Chance(0.65) ? "/namespaces/" + One(Namespaces) : "";
        var resource = Chance(0.94) ? "/" + One(resources) : "";
        var name = Chance(0.6) ? "/" + One(Names) : "";
        var subresource = Chance(name.Length > 0 ? 0.5 : 0.1) ? "/" + One(Subresources) : "";
        return prefix + verb + place + resource + name + subresource;
    }

    private (string Prefix, string[] Resources) Group()
    {
        var (place, resources) = One(Groups);
        return ("/apis/" + place, resources);
    }

    private string Query()
    {
        if (Chance(0.55))
        {
            return "";
        }

        var count = 1 + (Chance(0.4) ? 1 : 0) + (Chance(0.2) ? 1 : 0);
        return "?" + string.Join('&', Enumerable.Range(0, count).Select(_ => One(Chance(0.8) ? Ordinary : Parameters)));
    }

    private bool Chance(double probability) => random.NextDouble() < probability;

    private T One<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];
}
