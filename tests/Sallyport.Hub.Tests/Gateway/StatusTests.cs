using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>Every refusal is a Status that kubectl prints as one helpful line.</summary>
public sealed class StatusTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private const string Pods = "GET /api/v1/namespaces/shop/pods";

    [Theory]
    [InlineData("")]
    [InlineData("Authorization: Bearer")]
    [InlineData("Authorization: Bearer null")]
    [InlineData("Authorization: Bearer spt_000000000000000000000000000000000000000000000")]
    [InlineData("Authorization: Basic YWRtaW46YWRtaW4=")]
    [InlineData("Cookie: token=spt_x")]
    [CatalogueRow(155, 157, 236)]
    public async Task Credential_MissingOrUnknown_Is401(string header)
    {
        var (status, document) = await AskAsync(Pods, header);

        status.Should().Be(401);
        document["reason"]!.GetValue<string>().Should().Be("Unauthorized");
    }

    [Fact]
    [CatalogueRow(135)]
    public async Task Cluster_UnknownOrOutOfReach_LooksTheSame()
    {
        var (unknownStatus, unknown) = await AskAsync(Pods, Bearer(rig.Stranger), "nope.clusters.sallyport.internal");
        var (knownStatus, known) = await AskAsync(Pods, Bearer(rig.Stranger));

        unknownStatus.Should().Be(404);
        knownStatus.Should().Be(404);
        known["message"]!.GetValue<string>().Should().Be(
            unknown["message"]!.GetValue<string>().Replace("nope", "alpha", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET /api/v1/namespaces/shop/secrets", "Secrets")]
    [InlineData("DELETE /api/v1/namespaces/shop/pods/p", "pods")]
    [InlineData("GET /api/v1/namespaces/other/pods", "shop")]
    public async Task Refusal_SaysWhatAndWhy(string line, string word)
    {
        var before = rig.Agent.Requests.Count;
        var (status, document) = await AskAsync(line, Bearer(rig.Developer));

        status.Should().Be(403);
        document["kind"]!.GetValue<string>().Should().Be("Status");
        document["reason"]!.GetValue<string>().Should().Be("Forbidden");
        document["message"]!.GetValue<string>().Should().Contain(word);
        rig.Agent.Requests.Should().HaveCount(before);
    }

    [Fact]
    public async Task Refusal_OfAllNamespaces_NamesThoseThatAreAnsweredOneByOne()
    {
        var (status, document) = await AskAsync("GET /api/v1/pods", Bearer(rig.Developer));

        status.Should().Be(403);
        document["details"]!["causes"]!.AsArray().Select(cause => $"{cause!["reason"]} {cause["field"]} {cause["message"]}")
            .Should().Equal("AnsweredInNamespace metadata.namespace shop");
        var (_, secrets) = await AskAsync("GET /api/v1/secrets", Bearer(rig.Developer));
        secrets["details"]!["causes"].Should().BeNull("no namespace would answer either");
        var (_, nodes) = await AskAsync("DELETE /api/v1/nodes/n", Bearer(rig.Developer));
        nodes["details"]!["causes"].Should().BeNull("it has no namespace");
    }

    [Theory]
    [InlineData("alpha.clusters.sallyport.internal", "GET /clusters/alpha/api/v1/namespaces/shop/pods", "127.0.0.1")]
    [InlineData("alpha.clusters.sallyport.internal", "GET /clusters/beta/api/v1/namespaces/shop/pods", "127.0.0.1")]
    [InlineData("alpha.clusters.sallyport.internal", Pods, "beta.clusters.sallyport.internal")]
    [InlineData("localhost", Pods, "alpha.clusters.sallyport.internal")]
    [CatalogueRow(194)]
    public async Task Cluster_NamedTwice_Is421(string serverName, string line, string host)
    {
        await using var connection = await rig.ConnectAsync(serverName);
        await connection.SendAsync($"{line} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {rig.Admin}\r\n\r\n");

        (await connection.AnswerAsync()).Status.Should().Be(421);
    }

    [Fact]
    public async Task Cluster_NamedByPath_IsTheOtherWayIn()
    {
        await using var connection = await rig.ConnectAsync("localhost");
        await connection.AskAsync("GET /clusters/alpha/api/v1/namespaces/shop/pods", Bearer(rig.Developer));

        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 200");
        rig.Agent.Requests.Last().Target.Should().Be("/api/v1/namespaces/shop/pods");
    }

    [Fact]
    public async Task ConsoleListener_AskedForKubernetes_AnswersNothingOfIt()
    {
        await using var connection = await rig.ConnectAsync(port: rig.ConsolePort);
        await connection.AskAsync(Pods, Bearer(rig.Admin));
        (await connection.AnswerAsync()).Status.Should().Be(404);

        await using var gateway = await rig.ConnectAsync();
        await gateway.AskAsync("GET /api/v1/me", Bearer(rig.Admin));
        (await gateway.HeadAsync()).Should().NotContain("organizationAdmin");
    }

    [Fact]
    [CatalogueRow(176)]
    public async Task Answer_Redirecting_IsNotFollowedNorPassedOn()
    {
        rig.Agent.Answer = context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = "https://evil.example/";
            return Task.CompletedTask;
        };
        try
        {
            var (status, _) = await AskAsync(Pods, Bearer(rig.Developer));
            status.Should().Be(502);
        }
        finally
        {
            rig.Agent.Answer = context => context.Response.WriteAsync("{}");
        }
    }

    [Fact]
    [CatalogueRow(196, 204, 219)]
    public async Task Answer_WithForeignHeaders_LosesThem()
    {
        rig.Agent.Answer = context =>
        {
            context.Response.Headers.SetCookie = "x=y";
            context.Response.Headers["Access-Control-Allow-Origin"] = "*";
            context.Response.Headers["Audit-Id"] = "kept";
            return context.Response.WriteAsync("{}");
        };
        try
        {
            await using var connection = await rig.ConnectAsync();
            await connection.AskAsync(Pods, Bearer(rig.Developer));
            var head = await connection.HeadAsync();
            head.Should().Contain("kept").And.Contain("no-store").And.Contain("nosniff");
            head.Should().NotContainAny("Set-Cookie", "Access-Control");
        }
        finally
        {
            rig.Agent.Answer = context => context.Response.WriteAsync("{}");
        }
    }

    [Fact]
    [CatalogueRow(186)]
    public async Task Body_LargerThanKubernetesTakes_Is413()
    {
        await using var connection = await rig.ConnectAsync();
        await connection.AskAsync(
            "POST /api/v1/namespaces/shop/configmaps", Bearer(rig.Admin), "Content-Type: application/json", $"Content-Length: {(3 * 1024 * 1024) + 1}");

        (await connection.AnswerAsync()).Status.Should().Be(413);
    }

    private static string Bearer(string token) => $"Authorization: Bearer {token}";

    private async Task<(int Status, JsonNode Document)> AskAsync(
        string line, string header, string serverName = "alpha.clusters.sallyport.internal")
    {
        await using var connection = await rig.ConnectAsync(serverName);
        await connection.AskAsync(line, [.. new[] { header }.Where(h => h.Length > 0)]);
        var answer = await connection.AnswerAsync();
        return (answer.Status, JsonNode.Parse(answer.Body)!);
    }
}
