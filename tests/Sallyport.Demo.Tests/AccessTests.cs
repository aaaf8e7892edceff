using System.Text.Json.Nodes;

namespace Sallyport.Demo.Tests;

public sealed class AccessTests(DemoApi api) : IClassFixture<DemoApi>
{
    private const string Roles = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
    private const string Bindings = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings";

    [Fact]
    public async Task Request_WithUnknownToken_IsUnauthorized()
    {
        using HttpClient stranger = api.Client("nonsense");

        (int status, JsonObject body) = await DemoApi.SendAsync(stranger, "GET", "/api/v1/pods");

        status.Should().Be(401);
        body["reason"]!.ToString().Should().Be("Unauthorized");
    }

    [Fact]
    public async Task Anonymous_MaySeeVersionAndNothingElse()
    {
        using HttpClient nobody = api.Client(null);

        (await DemoApi.SendAsync(nobody, "GET", "/version")).Status.Should().Be(200);
        (await DemoApi.SendAsync(nobody, "GET", "/api/v1/pods")).Status.Should().Be(403);
    }

    [Theory]
    [InlineData("/api/v1/pods", "pods is forbidden: User \"system:serviceaccount:sallyport-agent:forwarder\" cannot list " +
        "resource \"pods\" in API group \"\" at the cluster scope")]
    [InlineData("/apis/apps/v1/namespaces/shop/deployments/checkout", "deployments.apps \"checkout\" is forbidden: User " +
        "\"system:serviceaccount:sallyport-agent:forwarder\" cannot get resource \"deployments\" in API group \"apps\" " +
        "in the namespace \"shop\"")]
    [InlineData("/logs/", "forbidden: User \"system:serviceaccount:sallyport-agent:forwarder\" cannot get path \"/logs/\"")]
    public async Task Forwarder_WithoutImpersonation_IsRefusedInKubernetesWords(string path, string message)
    {
        (int status, JsonObject body) = await DemoApi.SendAsync(api.Forwarder, "GET", path);

        status.Should().Be(403);
        body["kind"]!.ToString().Should().Be("Status");
        body["message"]!.ToString().Should().Be(message);
    }

    [Fact]
    public async Task Reconciler_MayNotImpersonate()
    {
        (int status, JsonObject body) = await DemoApi.SendAsync(
            api.Reconciler, "GET", "/api/v1/pods", null, "", ("Impersonate-User", "alice"));

        status.Should().Be(403);
        body["message"]!.ToString().Should().Contain("cannot impersonate resource \"users\"");
    }

    [Fact]
    public async Task ImpersonatedGroup_HasWhatItsBindingGives()
    {
        await GrantAsync("pod-readers", "[{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"verbs\":[\"get\",\"list\"]}]",
            "sallyport:test-readers");
        (string, string)[] reader = [("Impersonate-User", "sallyport:dana"), ("Impersonate-Group", "sallyport:test-readers")];

        (await DemoApi.SendAsync(api.Forwarder, "GET", "/api/v1/pods", null, "", reader)).Status.Should().Be(200);
        (await DemoApi.SendAsync(api.Forwarder, "GET", "/api/v1/pods?watch=true", null, "", reader)).Status.Should().Be(403);
        (await DemoApi.SendAsync(api.Forwarder, "GET", "/api/v1/secrets", null, "", reader)).Status.Should().Be(403);
    }

    [Fact]
    public async Task SubjectAccessReview_AnswersAsTheAuthorizerDoes()
    {
        await GrantAsync("node-readers", "[{\"apiGroups\":[\"\"],\"resources\":[\"nodes\"],\"verbs\":[\"list\"]}]",
            "sallyport:test-nodes");

        (await ReviewAsync("list", "nodes")).Should().BeTrue();
        (await ReviewAsync("delete", "nodes")).Should().BeFalse();

        async Task<bool> ReviewAsync(string verb, string resource)
        {
            (int status, JsonObject body) = await DemoApi.SendAsync(api.Reconciler, "POST",
                "/apis/authorization.k8s.io/v1/subjectaccessreviews", new JsonObject
                {
                    ["spec"] = new JsonObject
                    {
                        ["user"] = "sallyport:dana",
                        ["groups"] = new JsonArray("sallyport:test-nodes"),
                        ["resourceAttributes"] = new JsonObject { ["verb"] = verb, ["resource"] = resource },
                    },
                }.ToJsonString());
            status.Should().Be(201);
            return body["status"]!["allowed"]!.GetValue<bool>();
        }
    }

    [Theory]
    [InlineData("[{\"apiGroups\":[\"rbac.authorization.k8s.io\"],\"resources\":[\"clusterroles\"],\"verbs\":[\"escalate\"]}]")]
    [InlineData("[{\"apiGroups\":[\"\"],\"resources\":[\"users\"],\"verbs\":[\"impersonate\"]}]")]
    [InlineData("[{\"apiGroups\":[\"*\"],\"resources\":[\"*\"],\"verbs\":[\"*\"]}]")]
    public async Task Reconciler_MayNotGrantWhatItDoesNotHold(string rules)
    {
        (int status, JsonObject body) = await ApplyAsync(Roles, "too-much", $$"""
            {"kind":"ClusterRole","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"too-much"},"rules":{{rules}}}
            """);

        status.Should().Be(403);
        body["message"]!.ToString().Should().Contain("is attempting to grant RBAC permissions not currently held:\n{");
    }

    [Fact]
    public async Task Reconciler_MayNotBindClusterAdmin()
    {
        (int status, JsonObject body) = await ApplyAsync(Bindings, "sneaky", Binding("sneaky", "cluster-admin", "anyone"));

        status.Should().Be(403);
        body["reason"]!.ToString().Should().Be("Forbidden");
    }

    [Fact]
    public async Task SelfSubjectReview_NamesTheImpersonatedUser()
    {
        (_, JsonObject body) = await DemoApi.SendAsync(api.Forwarder, "POST",
            "/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}", "application/json",
            ("Impersonate-User", "sallyport:dana"), ("Impersonate-Group", "sallyport:member"));

        body["status"]!["userInfo"]!["username"]!.ToString().Should().Be("sallyport:dana");
        body["status"]!["userInfo"]!["groups"]!.ToJsonString().Should()
            .Be("[\"sallyport:member\",\"system:authenticated\"]");
    }

    [Fact]
    public async Task AggregatedRole_TakesInLabelledRules()
    {
        (_, JsonObject view) = await DemoApi.SendAsync(api.Admin, "GET", Roles + "/view");

        view["rules"]!.ToJsonString().Should().Contain("pods/log").And.Contain("delivery.example.com")
            .And.NotContain("secrets");
    }

    private async Task GrantAsync(string role, string rules, string group)
    {
        (await ApplyAsync(Roles, role, $$"""
            {"kind":"ClusterRole","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"{{role}}"},"rules":{{rules}}}
            """)).Status.Should().BeOneOf(200, 201);
        (await ApplyAsync(Bindings, role, Binding(role, role, group))).Status.Should().BeOneOf(200, 201);
    }

    private Task<(int Status, JsonObject Body)> ApplyAsync(string collection, string name, string body) =>
        DemoApi.SendAsync(api.Reconciler, "PATCH", $"{collection}/{name}?fieldManager=test&force=true", body,
            "application/apply-patch+yaml");

    private static string Binding(string name, string role, string group) => $$"""
        {"kind":"ClusterRoleBinding","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"{{name}}"},
         "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"{{role}}"},
         "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"Group","name":"{{group}}"}]}
        """;
}
