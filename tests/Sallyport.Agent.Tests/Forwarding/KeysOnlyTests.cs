using System.Net;
using Sallyport.Access.Enforcement;
using Sallyport.Agent.Tests.Support;

namespace Sallyport.Agent.Tests.Forwarding;

/// <summary>A group that may see the keys of Secrets alone is never impersonated without redaction.</summary>
public sealed class KeysOnlyTests
{
    [Theory]
    [InlineData("GET", "/api/v1/namespaces/shop/secrets")]
    [InlineData("GET", "/api/v1/namespaces/shop/secrets/db")]
    [InlineData("GET", "/api/v1/namespaces/shop/pods")]
    public async Task Request_ForKeysOnly_ReachesNoCluster(string method, string target)
    {
        var group = new ImpersonatedGroup("project-read-only", 1, GroupVariant.KeysOnly, "shop").Name;
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream, groups: [group]);
        using var request = AgentUnderTest.Request(method, target, group: group);

        using var response = await agent.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        upstream.Requests.Should().BeEmpty();
    }
}
