using System.Net;
using Microsoft.AspNetCore.Http;
using Sallyport.Access.Enforcement;
using Sallyport.Agent.Tests.Support;

namespace Sallyport.Agent.Tests.Forwarding;

/// <summary>A server behind kube-apiserver hands out no Secrets under another name.</summary>
public sealed class ScreenedAnswerTests
{
    private const string Things = "/apis/example.com/v1/namespaces/shop/things";
    private const string Leak = """{"kind":"List","apiVersion":"v1","items":[{"apiVersion":"v1","data":{"k":"leak"},"kind":"Secret"}]}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [CatalogueRow(129)]
    [InlineData("GET", Things)]
    [InlineData("GET", Things + "/a")]
    [InlineData("POST", Things)]
    public async Task Secret_UnderAnotherName_StaysInTheCluster(string method, string target)
    {
        await using var upstream = await RecordingApiServer.StartAsync(context => Json(context, Leak));
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        using var response = await agent.SendAsync(method, target);

        response.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        (await response.Content.ReadAsStringAsync(Stop)).Should().Contain("holds a Secret").And.NotContain("leak");
    }

    [Fact]
    public async Task Thing_ThatSpeaksOfASecret_GoesByAsItCame()
    {
        const string thing = """{"kind":"Thing","apiVersion":"example.com/v1","spec":{"secretRef":{"kind":"Secret","apiVersion":"v1","name":"a"}}}""";
        await using var upstream = await RecordingApiServer.StartAsync(context => Json(context, thing));
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        using var response = await agent.SendAsync("GET", Things + "/a");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(Stop)).Should().Be(thing);
    }

    [Fact]
    public async Task Secret_ForAGroupThatMaySeeIt_GoesBy()
    {
        var group = new ImpersonatedGroup("project-admin", 1, GroupVariant.Secrets, "shop").Name;
        await using var upstream = await RecordingApiServer.StartAsync(context => Json(context, Leak));
        await using var agent = await AgentUnderTest.StartAsync(upstream, groups: [group]);

        using var response = await agent.SendAsync(AgentUnderTest.Request("GET", "/apis/image.openshift.io/v1/namespaces/shop/imagestreams/x/secrets", group: group));

        (await response.Content.ReadAsStringAsync(Stop)).Should().Be(Leak);
    }

    [Theory]
    [InlineData("application/vnd.kubernetes.protobuf,application/json", "application/json")]
    [InlineData("application/yaml", "application/json")]
    [InlineData("text/plain", "text/plain")]
    public async Task Accept_OfWhatCannotBeLookedThrough_AsksForJson(string accept, string expected)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream);
        using var request = AgentUnderTest.Request("GET", Things);
        request.Headers.TryAddWithoutValidation("Accept", accept);

        using var response = await agent.SendAsync(request);

        upstream.Requests.Should().ContainSingle().Which.Lines("Accept").Should().Equal(expected);
    }

    [Theory]
    [InlineData("application/yaml")]
    [InlineData("application/vnd.kubernetes.protobuf")]
    public async Task Answer_ThatCannotBeLookedThrough_StaysInTheCluster(string contentType)
    {
        await using var upstream = await RecordingApiServer.StartAsync(context => Json(context, Leak, contentType));
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        using var response = await agent.SendAsync("GET", Things);

        response.StatusCode.Should().Be(HttpStatusCode.BadGateway);
    }

    private static Task Json(HttpContext context, string body, string contentType = "application/json")
    {
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body);
    }
}
