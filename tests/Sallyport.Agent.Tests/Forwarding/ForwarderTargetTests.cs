using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sallyport.Access.Enforcement;
using Sallyport.Agent.Tests.Support;

namespace Sallyport.Agent.Tests.Forwarding;

public sealed class ForwarderTargetTests
{
    /// <summary>Row 210: whatever a hub sends, only a canonical target of this cluster goes on.</summary>
    [Theory]
    [InlineData("GET", "//evil/api/v1/pods")]
    [InlineData("GET", "/api/v1/namespaces/shop/../secrets")]
    [InlineData("GET", "/api/v1/namespaces/shop/%70ods")]
    [InlineData("GET", "/api/v1/namespaces/shop%2Fsecrets")]
    [InlineData("GET", "/api/v1/namespaces//secrets")]
    [InlineData("GET", "/api/v1/namespaces/shop/pods?watch=1&watch=0")]
    [InlineData("GET", "/api/v1/namespaces/shop/pods?a=1;b=2")]
    [InlineData("TRACE", "/api/v1/namespaces/shop/pods")]
    [InlineData("OPTIONS", "/api/v1/namespaces/shop/pods")]
    [CatalogueRow(210)]
    public async Task Target_NotCanonical_IsRefused(string method, string target)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        using var response = await agent.SendAsync(method, target);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        upstream.Requests.Should().BeEmpty();
    }

    /// <summary>Row 171: the agent's own namespace is nobody's.</summary>
    [Theory]
    [InlineData("GET", "/api/v1/namespaces/sallyport-agent/secrets")]
    [InlineData("GET", "/api/v1/namespaces/sallyport-agent/secrets/sallyport-agent")]
    [InlineData("POST", "/api/v1/namespaces/sallyport-agent/pods")]
    [InlineData("PATCH", "/apis/apps/v1/namespaces/sallyport-agent/deployments/sallyport-agent")]
    [InlineData("DELETE", "/api/v1/namespaces/sallyport-agent/pods/sallyport-agent-0")]
    [InlineData("PATCH", "/api/v1/namespaces/sallyport-agent/pods/sallyport-agent-0/ephemeralcontainers")]
    [InlineData("GET", "/api/v1/namespaces/sallyport-agent/pods/sallyport-agent-0/exec?command=sh")]
    [InlineData("POST", "/api/v1/namespaces/sallyport-agent/serviceaccounts/sallyport-forwarder/token")]
    [InlineData("GET", "/api/v1/namespaces/sallyport-agent/pods/sallyport-agent-0/proxy")]
    [InlineData("DELETE", "/api/v1/namespaces/sallyport-agent")]
    [InlineData("PUT", "/apis/rbac.authorization.k8s.io/v1/clusterroles/sallyport-forwarder")]
    [InlineData("DELETE", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/sallyport-reconciler")]
    [InlineData("DELETE", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings")]
    [InlineData("DELETE", "/apis/rbac.authorization.k8s.io/v1/clusterroles?labelSelector=a")]
    [InlineData("GET", "/apis/republished.example.com/v1/namespaces/sallyport-agent/secrets")]
    [CatalogueRow(93, 94, 171)]
    [InlineData("GET", "/apis/republished.example.com/v1/secrets")]
    [InlineData("DELETE", "/api/v1/secrets?dryRun=All")]
    [InlineData("GET", "/api/v1/secrets/sallyport-agent")]
    [InlineData("PUT", "/api/v1/namespaces/sallyport-agent/finalize")]
    [InlineData("PATCH", "/api/v1/namespaces/sallyport-agent")]
    [InlineData("GET", "/api/v1/namespaces/sallyport-agent/pods/sallyport-agent-0/attach")]
    [InlineData("GET", "/api/v1/namespaces/sallyport-agent/pods/sallyport-agent-0/portforward")]
    [InlineData("GET", "/api/v1/namespaces/sallyport-agent/services/sallyport-agent/proxy/")]
    [InlineData("DELETE", "/api/v1/namespaces/sallyport-agent/secrets?dryRun=All")]
    [InlineData("PATCH", "/apis/rbac.authorization.k8s.io/v1/namespaces/sallyport-agent/roles/sallyport-agent")]
    [InlineData("PATCH", "/apis/rbac.authorization.k8s.io/v1/namespaces/shop/rolebindings/sallyport-project-admin-1-base-0123abcd")]
    [InlineData("DELETE", "/apis/rbac.authorization.k8s.io/v1/namespaces/shop/rolebindings?labelSelector=a")]
    [InlineData("GET", "/api/v1/nodes/node1/proxy/exec/sallyport-agent/sallyport-agent-0/agent?command=sh")]
    [InlineData("POST", "/api/v1/nodes/node1/proxy/run/sallyport-agent/sallyport-agent-0/agent")]
    [InlineData("GET", "/api/v1/nodes/node1/proxy/metrics/../run/x")]
    public async Task Target_InTheAgentsOwnPlace_IsRefused(string method, string target)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream, ownNamespace: "sallyport-agent");

        using var response = await agent.SendAsync(method, target);

        ((int)response.StatusCode).Should().BeOneOf(400, 403);
        upstream.Requests.Should().BeEmpty();
    }

    /// <summary>Outside a cluster it has no namespace there, and roles and bindings all the same.</summary>
    [Theory]
    [InlineData("PATCH", "/apis/rbac.authorization.k8s.io/v1/clusterroles/sallyport-member-0123abcd")]
    [InlineData("DELETE", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings")]
    [InlineData("PUT", "/apis/rbac.authorization.k8s.io/v1/namespaces/shop/rolebindings/sallyport-project-admin-1-base-0123abcd")]
    public async Task Role_OfAnAgentOutsideItsCluster_IsNobodysToChange(string method, string target)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        using var response = await agent.SendAsync(method, target);

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        upstream.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("/api/v1/namespaces/sallyport-agent/pods")]
    [InlineData("/api/v1/namespaces/sallyport-agent/pods/sallyport-agent-0/log")]
    [InlineData("/api/v1/namespaces/sallyport-agent")]
    public async Task Target_ThatOnlyLooksAtTheAgent_Passes(string target)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream, ownNamespace: "sallyport-agent");

        using var response = await agent.SendAsync("GET", target);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/api/v1/secrets", "metadata.namespace!=sallyport-agent")]
    [InlineData("/api/v1/secrets?watch=true", "metadata.namespace!=sallyport-agent")]
    [InlineData("/api/v1/secrets?fieldSelector=type%3DOpaque", "type=Opaque,metadata.namespace!=sallyport-agent")]
    [InlineData("/api/v1/secrets?fieldSelector=metadata.name%3Ddb&limit=500", "metadata.name=db,metadata.namespace!=sallyport-agent")]
    public async Task Secrets_AcrossNamespaces_LeaveTheAgentsOwnOut(string target, string selector)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream, ownNamespace: "sallyport-agent");

        using var response = await agent.SendAsync("GET", target);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        var sent = upstream.Requests.Should().ContainSingle().Subject.Target;
        var query = sent[(sent.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(Uri.UnescapeDataString);
        query.Should().ContainSingle(q => q.StartsWith("fieldSelector=")).Which.Should().Be($"fieldSelector={selector}");
    }

    [Theory]
    [InlineData("read-only", "DELETE", "/api/v1/namespaces/shop/pods/web")]
    [InlineData("read-only", "GET", "/api/v1/namespaces/shop/secrets")]
    [InlineData("read-only", "POST", "/api/v1/namespaces/shop/pods/web/exec?command=sh")]
    [InlineData("read-only", "GET", "/api/v1/namespaces/shop/pods/web/exec?command=sh")]
    [InlineData("namespaced", "POST", "/apis/rbac.authorization.k8s.io/v1/namespaces/shop/rolebindings")]
    [InlineData("namespaced+shell", "GET", "/api/v1/namespaces/shop/secrets")]
    public async Task Target_AboveTheCeiling_IsRefusedNamingIt(string ceiling, string method, string target)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream, ceiling: Ceiling.Parse(ceiling));

        using var response = await agent.SendAsync(method, target);

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        var status = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        status.GetProperty("message").GetString().Should().Contain($"'{ceiling}'");
        upstream.Requests.Should().BeEmpty();
    }
}
