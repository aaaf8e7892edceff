using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Sallyport.Hub.Gateway;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>Reviews tell the truth of both doors: the hub's no needs no cluster, and its yes is the cluster's to confirm.</summary>
public sealed class ReviewTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private const string Access = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private const string Rules = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";

    [Fact]
    public async Task Access_ThatTheHubRefuses_IsNotAskedOfTheCluster()
    {
        var before = rig.Agent.Requests.Count;

        var (status, answer) = await AskAsync(rig.Developer, Access, Question("get", "secrets"));

        status.Should().Be(HttpStatusCode.Created);
        answer["status"]!["allowed"]!.GetValue<bool>().Should().BeFalse();
        answer["status"]!["denied"]!.GetValue<bool>().Should().BeTrue();
        answer["status"]!["reason"]!.GetValue<string>().Should().Contain("hidden");
        rig.Agent.Requests.Should().HaveCount(before);
    }

    [Theory]
    [InlineData("v1", true)]
    [InlineData("v1", false)]
    [InlineData("v1beta1", true)]
    public async Task Access_ThatTheHubAllows_IsTheClustersToConfirmUnderTheActionsOwnGroup(string version, bool confirmed)
    {
        await AnsweringAsync($$"""{"status":{"allowed":{{(confirmed ? "true" : "false")}} } }""", async () =>
        {
            var (_, answer) = await AskAsync(rig.Developer, Access.Replace("v1", version, StringComparison.Ordinal), Question("list", "pods"));

            answer["status"]!["allowed"]!.GetValue<bool>().Should().Be(confirmed);
            answer["apiVersion"]!.GetValue<string>().Should().Be($"authorization.k8s.io/{version}");
            var asked = rig.Agent.Requests.Last();
            asked.Target.Should().Be(Access, "every cluster has that version");
            asked.Headers["sallyport-group"].Should().Be("sallyport:namespace-read-only:1:base:ns:shop");
            JsonNode.Parse(asked.Body)!["spec"]!.ToJsonString().Should().Be("""{"resourceAttributes":{"namespace":"shop","verb":"list","resource":"pods"}}""");
        });
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{\"status\":{\"allowed\":\"yes\"}}")]
    [InlineData("{}")]
    public async Task Access_ThatTheClusterAnswersWithNonsense_IsNotAllowed(string nonsense) =>
        await AnsweringAsync(nonsense, async () =>
        {
            var (status, answer) = await AskAsync(rig.Developer, Access, Question("list", "pods"));

            status.Should().Be(HttpStatusCode.Created);
            answer["status"]!["allowed"]!.GetValue<bool>().Should().BeFalse();
            answer["status"]!["evaluationError"]!.GetValue<string>().Should().NotBeEmpty();
        });

    [Theory]
    [MemberData(nameof(ReviewBodyTests.Malformed), MemberType = typeof(ReviewBodyTests))]
    public async Task Body_ThatIsNoReview_IsABadRequest(string body)
    {
        var (status, answer) = await AskAsync(rig.Developer, Access, new StringContent(body, new MediaTypeHeaderValue("application/json")));

        status.Should().Be(HttpStatusCode.BadRequest);
        answer["kind"]!.GetValue<string>().Should().Be("Status");
    }

    [Fact]
    public async Task Body_InProtobuf_IsReadAsInJson()
    {
        byte[] spec = [.. ReviewBodyTests.Field(1, "shop"u8.ToArray()), .. ReviewBodyTests.Field(2, "get"u8.ToArray()), .. ReviewBodyTests.Field(5, "secrets"u8.ToArray())];

        var (status, answer) = await AskAsync(rig.Developer, Access, Protobuf(ReviewBodyTests.Envelope(ReviewBodyTests.Field(2, ReviewBodyTests.Field(1, spec)))));

        status.Should().Be(HttpStatusCode.Created);
        answer["status"]!["reason"]!.GetValue<string>().Should().Contain("hidden");
        (await AskAsync(rig.Developer, Access, Protobuf([1, 2, 3]))).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Rules_OfAReadOnlyDeveloper_HaveNeitherSecretsNorShells()
    {
        var (_, answer) = await AskAsync(rig.Developer, Rules, new StringContent("""{"spec":{"namespace":"shop"}}"""));

        var resources = answer["status"]!["resourceRules"]!.AsArray()
            .SelectMany(rule => rule!["resources"]!.AsArray().Select(resource => resource!.GetValue<string>())).ToList();
        resources.Should().Contain(["pods", "pods/log", "selfsubjectaccessreviews"])
            .And.NotContain(["secrets", "pods/exec", "pods/attach", "pods/portforward", "pods/proxy"]);
        answer["status"]!["incomplete"]!.GetValue<bool>().Should().BeTrue();
        answer["status"]!["evaluationError"]!.GetValue<string>().Should().Contain("the cluster itself may allow less");
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v1beta1")]
    [InlineData("v1alpha1")]
    public async Task Person_InEveryVersion_IsTheOneThatTheClusterSees(string version)
    {
        var (_, answer) = await AskAsync(rig.Developer, $"/apis/authentication.k8s.io/{version}/selfsubjectreviews", new StringContent("{}"));

        answer["apiVersion"]!.GetValue<string>().Should().Be($"authentication.k8s.io/{version}");
        answer["status"]!["userInfo"]!["username"]!.GetValue<string>().Should().Be("sallyport:developer");
    }

    /// <summary>Row 162.</summary>
    [Theory]
    [InlineData("/apis/authentication.k8s.io/v1/tokenreviews")]
    [InlineData("/apis/authorization.k8s.io/v1/subjectaccessreviews")]
    [InlineData("/apis/authorization.k8s.io/v1/namespaces/shop/localsubjectaccessreviews")]
    public async Task Review_OfSomebodyElse_IsNotForAReadOnlyDeveloper(string target)
    {
        var before = rig.Agent.Requests.Count;

        (await AskAsync(rig.Developer, target, new StringContent("{}"))).Status.Should().Be(HttpStatusCode.Forbidden);

        rig.Agent.Requests.Should().HaveCount(before);
    }

    private static StringContent Question(string verb, string resource) => new(
        $$"""{"kind":"SelfSubjectAccessReview","spec":{"resourceAttributes":{"namespace":"shop","verb":"{{verb}}","resource":"{{resource}}"} } }""",
        new MediaTypeHeaderValue("application/json"));

    private static ByteArrayContent Protobuf(byte[] body) => new(body) { Headers = { ContentType = new(ReviewProtobuf.MediaType) } };

    private async Task AnsweringAsync(string body, Func<Task> test)
    {
        var usual = rig.Agent.Answer;
        rig.Agent.Answer = context => context.Response.WriteAsync(body);
        try
        {
            await test();
        }
        finally
        {
            rig.Agent.Answer = usual;
        }
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> AskAsync(string token, string target, HttpContent body)
    {
        using var client = rig.Client(HttpVersion.Version11);
        if (body is StringContent)
        {
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, target)
        {
            Content = body,
            Version = HttpVersion.Version11,
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }
}
