using System.Net;
using Sallyport.Agent.Forwarding;
using Sallyport.Agent.Tests.Support;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent.Tests.Forwarding;

public sealed class ForwarderIdentityTests
{
    [Fact]
    [CatalogueRow(147)]
    public async Task Request_OfTheHub_RunsAsExactlyOneUserAndOneGroup()
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        using var response = await agent.SendAsync("GET", "/api/v1/namespaces/shop/pods");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        var received = upstream.Requests.Should().ContainSingle().Subject;
        received.Target.Should().Be("/api/v1/namespaces/shop/pods");
        received.Lines("Impersonate-User").Should().Equal(AgentUnderTest.User);
        received.Lines("Impersonate-Group").Should().Equal(AgentUnderTest.Group);
        received.Lines("Authorization").Should().Equal("Bearer forwarder-token");
    }

    /// <summary>Rows 139 and 140 of the attack catalogue, from a hub that was taken over.</summary>
    [Theory]
    [InlineData("Impersonate-User", "system:admin")]
    [InlineData("impersonate-group", "system:masters")]
    [InlineData("Impersonate_User", "x")]
    [InlineData("Impersonate-Uid", "0")]
    [InlineData("Impersonate-Extra-scopes", "all")]
    [InlineData("Impersonate-Foo", "x")]
    [CatalogueRow(139, 140)]
    public async Task Request_WithAnImpersonationHeader_IsRefused(string name, string value)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream);
        using var request = AgentUnderTest.Request("GET", "/api/v1/namespaces/shop/pods");
        request.Headers.TryAddWithoutValidation(name, value);

        using var response = await agent.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        upstream.Requests.Should().BeEmpty();
    }

    [Fact]
    [CatalogueRow(154, 155, 157, 159, 161)]
    public async Task Request_WithCredentialsAndStrangers_ArrivesWithoutThem()
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream);
        using var request = AgentUnderTest.Request("GET", "/api/v1/namespaces/shop/pods");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer stolen");
        request.Headers.TryAddWithoutValidation("Cookie", "hub_session=1");
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "kubectl/v1.36.0 (linux/amd64)");
        string[] strangers = ["X-Remote-User", "X-Remote-Group", "X-Forwarded-For", "Audit-ID", "traceparent", "baggage", "Forwarded"];
        foreach (var stranger in strangers.Concat(Enumerable.Range(0, 60).Select(i => $"X-Random-{i}")))
        {
            request.Headers.TryAddWithoutValidation(stranger, "admin");
        }

        using var response = await agent.SendAsync(request);

        upstream.Requests.Should().ContainSingle().Which.Headers.Select(h => h.Key).Should().BeEquivalentTo(
            "Host", "Accept", "User-Agent", "Authorization", "Impersonate-User", "Impersonate-Group");
    }

    /// <summary>Rows 144 to 147, 149 and 150: whom the agent will not be.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("alice")]
    [InlineData("sallyport:")]
    [InlineData("sallyport:Alice")]
    [InlineData("sallyport:-alice")]
    [InlineData("sallyport:alice bob")]
    [InlineData("sallyport:alice, sallyport:bob")]
    [InlineData("system:admin")]
    [InlineData("system:serviceaccount:kube-system:x")]
    [InlineData("sallyport:system:masters")]
    [InlineData("sallyport:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [CatalogueRow(146, 149, 150)]
    public async Task Request_OfAnotherUser_IsRefused(string user)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        using var response = await agent.SendAsync(AgentUnderTest.Request("GET", "/api/v1/namespaces/shop/pods", user));

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        response.Headers.GetValues(TunnelHeaders.AgentRefusal).Should().Equal("1");
        upstream.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("system:masters")]
    [InlineData("sallyport:")]
    [InlineData("sallyport:project-admin:1:base:ns:shop, system:masters")]
    [InlineData("sallyport:project-admin:01:base:ns:shop")]
    [InlineData("sallyport:project-admin:1:base")]
    [InlineData("sallyport:project-admin:1:base:ns:")]
    [InlineData("sallyport:project-admin:1:base:ns:Shop")]
    [InlineData("sallyport:member:1")]
    [CatalogueRow(145, 147, 149)]
    public async Task Request_OfAnotherGroup_IsRefused(string group)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        using var response = await agent.SendAsync(
            AgentUnderTest.Request("GET", "/api/v1/namespaces/shop/pods", group: group));

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        upstream.Requests.Should().BeEmpty();
    }

    [Fact]
    [CatalogueRow(146)]
    public async Task Request_WithoutAUser_IsRefused()
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        using var response = await agent.SendAsync(AgentUnderTest.Request("GET", "/version", user: null));

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        upstream.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("sallyport:alice\r\nImpersonate-Group: system:masters")]
    [InlineData("sallyport:alice\nImpersonate-Group: system:masters")]
    [InlineData("sallyport:alice\n")]
    [InlineData(" sallyport:alice")]
    [InlineData("sallyport:alice\t")]
    [InlineData("sallyport:josé")]
    [InlineData(null)]
    [CatalogueRow(144, 145, 150)]
    public void User_WithBytesAroundIt_IsNone(string? user)
    {
        IdentityHeaders.IsUser(user).Should().BeFalse();
        using var request = new HttpRequestMessage();
        var write = () => IdentityHeaders.Write(request, user!, AgentUnderTest.Group);
        write.Should().Throw<InvalidOperationException>();
        request.Headers.Should().BeEmpty();
    }

    [Fact]
    public async Task Request_OfAGroupThatTheClusterDoesNotKnowYet_IsAskedToComeBack()
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        using var response = await agent.SendAsync(
            AgentUnderTest.Request("GET", "/api/v1/namespaces/bank/pods", group: "sallyport:project-admin:1:base:ns:bank"));

        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(1));
        upstream.Requests.Should().BeEmpty();
    }
}
