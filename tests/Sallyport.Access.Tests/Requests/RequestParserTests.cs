using Sallyport.Access.Requests;

namespace Sallyport.Access.Tests.Requests;

/// <summary>What kube-apiserver's RequestInfo says of each form of path, form by form.</summary>
public sealed class RequestParserTests
{
    public static TheoryData<string, string, string> Resources { get; } = new()
    {
        // method, target, verb group/version resource/subresource namespace name
        { "GET", "/api/v1/namespaces", "list /v1 namespaces/ - -" },
        { "GET", "/api/v1/namespaces/x", "get /v1 namespaces/ x x" },
        { "DELETE", "/api/v1/namespaces/x", "delete /v1 namespaces/ x x" },
        { "PATCH", "/api/v1/namespaces/x/status", "patch /v1 namespaces/status x x" },
        { "PUT", "/api/v1/namespaces/x/finalize", "update /v1 namespaces/finalize x x" },
        { "GET", "/api/v1/namespaces/x/pods", "list /v1 pods/ x -" },
        { "GET", "/api/v1/namespaces/x/pods/", "list /v1 pods/ x -" },
        { "GET", "/api/v1/namespaces/x/pods/p", "get /v1 pods/ x p" },
        { "HEAD", "/api/v1/namespaces/x/pods/p", "get /v1 pods/ x p" },
        { "HEAD", "/api/v1/namespaces/x/pods", "list /v1 pods/ x -" },
        { "GET", "/api/v1/namespaces/x/pods/p/log", "get /v1 pods/log x p" },
        { "POST", "/api/v1/namespaces/x/pods/p/exec?command=ls&stdout=true", "create /v1 pods/exec x p" },
        { "GET", "/api/v1/namespaces/x/pods/p/exec?command=ls", "get /v1 pods/exec x p" },
        { "POST", "/api/v1/namespaces/x/pods/p/exec/?command=ls", "create /v1 pods/exec x p" },
        { "POST", "/api/v1/namespaces/x/pods", "create /v1 pods/ x -" },
        { "PUT", "/api/v1/namespaces/x/pods/p", "update /v1 pods/ x p" },
        { "PATCH", "/api/v1/namespaces/x/pods/p?fieldManager=kubectl&force=true", "patch /v1 pods/ x p" },
        { "DELETE", "/api/v1/namespaces/x/pods/p?dryRun=All", "delete /v1 pods/ x p" },
        { "DELETE", "/api/v1/namespaces/x/pods/", "deletecollection /v1 pods/ x -" },
        { "DELETE", "/api/v1/namespaces/x/pods?labelSelector=a%3Db", "deletecollection /v1 pods/ x -" },
        { "DELETE", "/api/v1/pods?fieldSelector=metadata.name%3Da", "deletecollection /v1 pods/ - -" },
        { "POST", "/apis/g.example/v1/rs", "create g.example/v1 rs/ - -" },
        { "GET", "/apis/apps/v1/deployments", "list apps/v1 deployments/ - -" },
        { "PATCH", "/apis/apps/v1/namespaces/x/deployments/d/scale", "patch apps/v1 deployments/scale x d" },
        { "GET", "/apis/v1/namespaces/default/secrets", "get v1/namespaces default/ - secrets" },
        { "GET", "/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node", "get rbac.authorization.k8s.io/v1 clusterroles/ - system:node" },
        { "GET", "/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode%3Ax", "get rbac.authorization.k8s.io/v1 clusterroles/ - system:node:x" },
        { "GET", "/apis/custom.metrics.k8s.io/v1beta1/namespaces/x/pods/%2A/http_requests", "get custom.metrics.k8s.io/v1beta1 pods/http_requests x *" },
        { "GET", "/api/v1/namespaces/x/pods/https:p:8443/proxy/", "get /v1 pods/proxy x https:p:8443" },
        { "POST", "/api/v1/namespaces/x/services/https:svc:443/proxy/a/b?q=1", "create /v1 services/proxy x https:svc:443" },
        { "GET", "/api/v1/nodes/n1/proxy/metrics/cadvisor", "get /v1 nodes/proxy - n1" },
        { "POST", "/api/v1/nodes/n1/proxy/run/ns/pod/ctr?cmd=id", "create /v1 nodes/proxy - n1" },
        { "GET", "/api/v1/namespaces/watch/pods", "list /v1 pods/ watch -" },
        { "POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "create authorization.k8s.io/v1 selfsubjectaccessreviews/ - -" },
    };

    public static TheoryData<string, string> Lists { get; } = new()
    {
        { "watch=1", "watch" },
        { "watch", "watch" },
        { "watch=", "watch" },
        { "watch=no", "watch" },
        { "watch=0", "list" },
        { "watch=FALSE", "list" },
        { "watch=1&fieldSelector=metadata.name%3Da", "watch a" },
        { "fieldSelector=metadata.name=a", "list a" },
        { "fieldSelector=metadata.name%3D%3Da", "list a" },
        { "fieldSelector=spec.nodeName%3Dn,metadata.name%3Da", "list a" },
        { "fieldSelector=metadata.name%3Da%2Cmetadata.namespace%3Dkube-system", "list a" },
        { "fieldSelector=metadata.name%3Da%5C%2Cb", "list a,b" },
        { "fieldSelector=metadata.name!%3Da", "list" },
        { "fieldSelector=metadata.name%3D", "list" },
        { "fieldSelector=metadata.name%3D..", "list" },
        { "fieldSelector=metadata.name%3Da%2Fb", "list" },
        { "fieldSelector=+metadata.name%3Da", "list" },
        { "fieldSelector=metadata.name%3Da&labelSelector=app%3Dweb%2Ctier+in+(x%2C+y)%2C%21old%2Cexample.com%2Fq", "list a" },
        { "fieldSelector=metadata.name%3Da&labelSelector=+a+%3D++b+%2C+c+%3D%3D+%2C+d%21%3D+%2C%21+e+%2C+f", "list a" },
        { "limit=500&continue=abc&resourceVersion=0&resourceVersionMatch=NotOlderThan", "list" },
        { "allowWatchBookmarks=true&sendInitialEvents=true&timeoutSeconds=300&watch=true", "watch" },
        { "includeObject=Object&pretty=true&timeout=32s", "list" },
    };

    public static TheoryData<string, string> Paths { get; } = new()
    {
        { "/", "/" },
        { "/api", "/api" },
        { "/api/", "/api/" },
        { "/api/v1", "/api/v1" },
        { "/api?timeout=32s", "/api" },
        { "/apis/apps/v1/", "/apis/apps/v1/" },
        { "/openapi/v2?timeout=32s", "/openapi/v2" },
        { "/openapi/v3/apis/apps/v1?hash=0A1B%3D%3D&timeout=32s", "/openapi/v3/apis/apps/v1" },
        { "/readyz?verbose&exclude=etcd&exclude=ping", "/readyz" },
        { "/livez/poststarthook/rbac/bootstrap-roles", "/livez/poststarthook/rbac/bootstrap-roles" },
        { "/.well-known/openid-configuration", "/.well-known/openid-configuration" },
        { "/openid/v1/jwks", "/openid/v1/jwks" },
        { "/version", "/version" },
        { "/metrics", "/metrics" },
    };

    [Theory]
    [MemberData(nameof(Resources))]
    [CatalogueRow(24, 37, 39, 47)]
    public void Parse_AResource_UnderstandsTheTupleOfRequestInfo(string method, string target, string tuple)
    {
        var r = RequestParser.Parse(method, target).Request!;
        static string Or(string s) => s.Length == 0 ? "-" : s;

        $"{r.Verb} {r.ApiGroup}/{r.ApiVersion} {r.Resource}/{r.Subresource} {Or(r.Namespace)} {Or(r.Name)}"
            .Should().Be(tuple);
        r.IsResource.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Lists))]
    [CatalogueRow(55, 61, 62)]
    public void Parse_AGetWithoutName_TakesVerbAndNameFromTheListOptions(string query, string expected)
    {
        var r = RequestParser.Parse("GET", "/api/v1/namespaces/x/configmaps?" + query).Request!;

        $"{r.Verb} {r.Name}".TrimEnd().Should().Be(expected);
        r.NameInPath.Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Paths))]
    [CatalogueRow(49)]
    public void Parse_APathOfFewSegmentsOrAnotherPrefix_IsNoResource(string target, string path)
    {
        var r = RequestParser.Parse("GET", target).Request!;

        r.IsResource.Should().BeFalse();
        r.Verb.Should().Be("get");
        r.Path.Should().Be(path);
    }

    [Fact]
    [CatalogueRow(64)]
    public void Parse_AWatchOfOneObjectByName_IsAGet() =>
        RequestParser.Parse("GET", "/api/v1/namespaces/x/configmaps/c?watch=1").Request!.Verb.Should().Be("get");

    [Fact]
    public void Parse_AHeadOfAPath_HasTheVerbHead() =>
        RequestParser.Parse("HEAD", "/metrics").Request!.Verb.Should().Be("head");

    [Theory]
    [InlineData("/api/v1/namespaces/x/pods/p/proxy", "", "")]
    [InlineData("/api/v1/namespaces/x/pods/p/proxy/", "/", "")]
    [InlineData("/api/v1/namespaces/x/pods/p/proxy/a%20b/c/", "/a%20b/c/", "")]
    [InlineData("/api/v1/namespaces/x/pods/p/proxy/q?expr=a%2fb&x;y&expr=1", "/q", "expr=a%2Fb&x;y&expr=1")]
    [CatalogueRow(70)]
    public void Parse_AProxyRequest_KeepsThePathAndTheQueryOfTheBackend(string target, string path, string query)
    {
        var r = RequestParser.Parse("GET", target).Request!;

        r.ProxyPath.Should().Be(path);
        r.ProxyQuery.Should().Be(query);
    }

    [Fact]
    public void Parse_AnExec_KeepsEveryArgumentInOrder()
    {
        var r = RequestParser.Parse(
            "POST", "/api/v1/namespaces/x/pods/p/exec?tty=true&command=sh&command=-c&command=echo+a%0Aecho+b&container=c").Request!;

        r.Query.Where(q => q.Key == "command").Select(q => q.Value).Should().Equal("sh", "-c", "echo a\necho b");
        r.Target.Should().Be(
            "/api/v1/namespaces/x/pods/p/exec?command=sh&command=-c&command=echo%20a%0Aecho%20b&container=c&tty=true");
    }

    [Fact]
    public void Parse_ATargetThatIsCanonicalAlready_IsNotCopied()
    {
        var target = string.Concat("/api/v1/namespaces/x/pods", "?limit=500");

        RequestParser.Parse("GET", target).Request!.Target.Should().BeSameAs(target);
    }

    [Theory]
    [InlineData("/api/v1/namespaces/x/pods/p/log?follow=true&container=c&tailLines=10&sinceTime=2024-01-01T00%3A00%3A00Z&stream=Stdout")]
    [InlineData("/api/v1/namespaces/x/pods/p/log?insecureSkipTLSVerifyBackend=true&limitBytes=1&previous=true&sinceSeconds=1&timestamps=true")]
    [InlineData("/api/v1/namespaces/x/pods/p/attach?container=c&stdin=true&stdout=true&stderr=true&tty=true")]
    [InlineData("/api/v1/namespaces/x/pods/p/portforward?ports=80&ports=443")]
    public void Parse_ThePodOptionsThatClientsSend_AreUnderstood(string target) =>
        RequestParser.Parse("GET", target).Refusal.Should().BeNull();
}
