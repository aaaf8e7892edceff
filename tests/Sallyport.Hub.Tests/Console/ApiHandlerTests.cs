using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Access.Policy;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Gateway.InProcess;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Tests.Gateway;

namespace Sallyport.Hub.Tests.Console;

/// <summary>The pages' calls of the API pass its gate: the same rights and the same audit as over the network.</summary>
public sealed class ApiHandlerTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private static readonly Scope Shop = new() { Kind = ScopeKind.Namespace, Namespaces = ["shop"] };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/api/v1/me", null, 200)]
    [InlineData("GET", "/api/v1/clusters?limit=5", null, 200)]
    [InlineData("PUT", "/api/v1/settings/secrets", """{"value":"visible"}""", 403)]
    [InlineData("PUT", "/api/v1/settings/nothing", """{"value":"visible"}""", 403)]
    [InlineData("GET", "/api/v1/users", null, 403)]
    [InlineData("GET", "/api/v1/nothing", null, 404)]
    [InlineData("POST", "/api/v1/can-i", "{", 400)]
    [CatalogueRow(239)]
    public async Task Call_OfAPage_IsAnsweredAsOverTheNetwork(string method, string path, string? body, int status)
    {
        using var overNetwork = rig.Client(new Version(1, 1), rig.ConsolePort);
        using var asked = Ask(method, path, body);
        asked.Headers.TryAddWithoutValidation("Authorization", $"Bearer {rig.Developer}");
        using var expected = await overNetwork.SendAsync(asked, Cancel);
        using var page = Page(await SessionAsync("developer"));

        using var answer = await page.SendAsync(Ask(method, path, body), Cancel);

        ((int)answer.StatusCode).Should().Be(status).And.Be((int)expected.StatusCode);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Be(await expected.Content.ReadAsStringAsync(Cancel));
        answer.Content.Headers.ContentType.Should().Be(expected.Content.Headers.ContentType);
    }

    [Fact]
    public async Task Link_InAnAnswer_BeginsWithWhereTheVisitorReachedTheConsole()
    {
        using var page = Page(await SessionAsync("admin"));
        using var asked = Ask("POST", "/api/v1/users/developer/invitation", null);
        asked.RequestUri = new Uri("https://sallyport.example:8443/api/v1/users/developer/invitation");

        using var answer = await page.SendAsync(asked, Cancel);

        ((string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["link"]).Should().StartWith("https://sallyport.example:8443/invitation?token=");
    }

    [Fact]
    public async Task Change_ByAPage_IsInTheAudit()
    {
        using var page = Page(await SessionAsync("admin"));
        var marked = $"/api/v1/projects/no-{Guid.NewGuid():N}";

        using var answer = await page.SendAsync(Ask("DELETE", marked, null), Cancel);

        ((int)answer.StatusCode).Should().Be(404);
        var events = await WrittenEvents.OfAsync(rig, marked);
        events.Select(e => (string?)e["event"]).Should().BeEquivalentTo("decision", "end");
        var decision = events.Single(e => (string?)e["event"] == "decision");
        ((string?)decision["user"]).Should().Be("admin");
        ((string?)decision["userAgent"]).Should().Be("sallyport-console");
    }

    [Fact]
    [CatalogueRow(235)]
    public async Task Session_ThatHasEnded_OpensNothing()
    {
        await rig.PersonAsync("signed-out-page", "organization-admin", Scope.Organization);
        var session = await SessionAsync("signed-out-page");
        await rig.Services.GetRequiredService<SessionStore>().EndAsync(session.Id, Cancel);
        using var page = Page(session);

        using var answer = await page.SendAsync(Ask("GET", "/api/v1/users", null), Cancel);

        ((int)answer.StatusCode).Should().Be(401);
    }

    [Fact]
    public async Task Session_OfSomebodyElse_OpensNothing()
    {
        await rig.PersonAsync("page-owner", "namespace-read-only", Shop);
        var session = await SessionAsync("page-owner");
        using var page = Page(session with { User = "admin" });

        using var answer = await page.SendAsync(Ask("GET", "/api/v1/me", null), Cancel);

        ((int)answer.StatusCode).Should().Be(401);
    }

    [Fact]
    public async Task Audit_ThatAPageFollows_ComesAsItHappens()
    {
        using var page = Page(await SessionAsync("admin"));
        using var answer = await page.SendAsync(Ask("GET", "/api/v1/audit?follow=true&limit=1", null), Cancel);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));

        using (await page.SendAsync(Ask("DELETE", "/api/v1/projects/followed", null), Cancel))
        {
            string? line;
            do
            {
                line = await reader.ReadLineAsync(Cancel);
            }
            while (line?.Contains("/api/v1/projects/followed", StringComparison.Ordinal) == false);

            JsonNode.Parse(line!)!["user"]!.GetValue<string>().Should().Be("admin");
        }
    }

    private static HttpRequestMessage Ask(string method, string path, string? body) => new(new HttpMethod(method), "https://console" + path)
    {
        Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
    };

    private HttpMessageInvoker Page(ConsoleSession session) => new(new ApiHandler(rig.Services.GetRequiredService<IServiceScopeFactory>(), session));

    private async Task<ConsoleSession> SessionAsync(string user)
    {
        var session = await rig.Services.GetRequiredService<SessionStore>().BeginConsoleAsync(new SessionStart(user, SessionStart.Local, "test"), Cancel);
        return new ConsoleSession(session.Id, user, "127.0.0.1");
    }
}
