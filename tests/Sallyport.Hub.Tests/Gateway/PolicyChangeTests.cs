using System.Net;
using System.Text;
using Sallyport.Access.Policy;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>Custom roles and guardrails that are made and changed over the API hold at the next request.</summary>
public sealed class PolicyChangeTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private const string Pods = "/api/v1/namespaces/shop/pods";
    private const string Services = "/api/v1/namespaces/shop/services";
    private const string ConfigMaps = "/api/v1/namespaces/shop/configmaps";

    [Fact]
    public async Task Role_MadeAndChanged_HoldsAtTheNextRequest()
    {
        var token = await rig.PersonAsync("carol", null, Scope.Organization);
        await ApiAsync(HttpMethod.Put, "/roles/reader", """{"readOnly":true,"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get","list"]}]}""");
        await ApiAsync(HttpMethod.Post, "/assignments", """{"role":"reader","user":"carol","scope":{"kind":"namespace","namespaces":["shop"]}}""");
        (await StatusAsync(token, Pods)).Should().Be(200);
        (await StatusAsync(token, Services)).Should().Be(403);
        var first = Group();

        await ApiAsync(HttpMethod.Put, "/roles/reader", """{"readOnly":true,"rules":[{"apiGroups":[""],"resources":["services"],"verbs":["get","list"]}]}""");

        (await StatusAsync(token, Pods)).Should().Be(403);
        (await StatusAsync(token, Services)).Should().Be(200);
        Group().Should().MatchRegex("^sallyport:reader:[0-9]+:base:ns:shop$").And.NotBe(first, "an old version's group must not stand for the new rules");
    }

    [Fact]
    public async Task Guardrail_Added_HoldsForAdminsTooButNotForThoseItNames()
    {
        var token = await rig.PersonAsync("dave", "organization-admin", Scope.Organization);
        (await StatusAsync(token, ConfigMaps)).Should().Be(200);

        await ApiAsync(
            HttpMethod.Post, "/guardrails",
            """{"name":"closed","rules":[{"apiGroups":[""],"resources":["configmaps"],"verbs":["get","list"]}],"place":{"kind":"namespace","namespaces":["shop"]},"except":[{"kind":"user","name":"developer"}]}""");

        (await StatusAsync(token, ConfigMaps)).Should().Be(403);
        (await StatusAsync(token, "/api/v1/configmaps")).Should().Be(403, "a list across namespaces has this one among them");
        (await StatusAsync(rig.Developer, ConfigMaps)).Should().Be(200);
        await ApiAsync(HttpMethod.Delete, "/guardrails/closed", "{}");
        (await StatusAsync(token, ConfigMaps)).Should().Be(200);
    }

    private string Group() => rig.Agent.Requests.Last(request => request.Headers.GetValueOrDefault(TunnelHeaders.Group)?.Contains(":reader:", StringComparison.Ordinal) == true)
        .Headers[TunnelHeaders.Group];

    private async Task<int> StatusAsync(string token, string path)
    {
        await using var connection = await rig.ConnectAsync();
        await connection.AskAsync($"GET {path}", $"Authorization: Bearer {token}", "Connection: close");
        return (await connection.AnswerAsync()).Status;
    }

    private async Task ApiAsync(HttpMethod method, string path, string body)
    {
        using var client = rig.Client(HttpVersion.Version11, rig.ConsolePort);
        using var request = new HttpRequestMessage(method, "/api/v1" + path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", rig.Admin);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.Should().BeTrue(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
