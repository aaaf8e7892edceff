using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Api;

/// <summary>Guardrails over the API.</summary>
public sealed class GuardrailTests
{
    private const string NoDeletes =
        """{"name":"no-deletes","rules":[{"apiGroups":["*"],"resources":["*"],"verbs":["delete"]}],"except":[{"kind":"group","name":"sre"},{"kind":"user","name":"admin"}]}""";

    [Fact]
    public async Task Guardrail_AddedAndDeleted_IsShownMeanwhile()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        (await hub.AskAsync("POST", "/api/v1/guardrails", admin, NoDeletes)).Status.Should().Be(200);

        var shown = (await hub.AskAsync("GET", "/api/v1/guardrails", await hub.TokenAsync("developer"))).Answer!.AsArray().Should().ContainSingle().Which!;
        ((string?)shown["name"]).Should().Be("no-deletes");
        ((string?)shown["place"]!["kind"]).Should().Be("organization");
        shown["except"]!.AsArray().Should().BeEmpty("whom it lets pass is for readers to know");
        (await hub.AskAsync("GET", "/api/v1/guardrails/no-deletes", admin)).Answer!["except"]!.AsArray().Select(subject => (string?)subject!["name"]).Should().Equal("sre", "admin");

        (await hub.AskAsync("POST", "/api/v1/guardrails", admin, NoDeletes)).Status.Should().Be(409);
        (await hub.AskAsync("DELETE", "/api/v1/guardrails/no-deletes", admin)).Status.Should().Be(204);
        (await hub.AskAsync("DELETE", "/api/v1/guardrails/no-deletes", admin)).Status.Should().Be(404);
        (await hub.AskAsync("GET", "/api/v1/guardrails", admin)).Answer!.AsArray().Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"name":"No","rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}]}""", "name has up to 63")]
    [InlineData("""{"name":"none","rules":[]}""", "at least one rule")]
    [InlineData("""{"name":"none","rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["remove"]}]}""", "no verb")]
    [InlineData("""{"name":"none","rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}],"place":{"kind":"project","project":"nowhere"}}""", "names the project nowhere, which is not there")]
    [InlineData("""{"name":"none","rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}],"except":[{"kind":"role","name":"project-admin"}]}""", "except names users and groups")]
    [InlineData("""{"name":"none","rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}],"except":[{"kind":"user","name":"nobody"}]}""", "a user who is not there")]
    [InlineData("""{"name":"none","rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}],"except":[null]}""", "except names users and groups")]
    public async Task Mistake_InAGuardrail_IsAnsweredInWords(string body, string sentence)
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");

        var answer = await hub.AskAsync("POST", "/api/v1/guardrails", admin, body);

        answer.Status.Should().Be(400);
        answer.Answer!.ToJsonString().Should().Contain(sentence);
        (await hub.AskAsync("GET", "/api/v1/guardrails", admin)).Answer!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Guardrail_AddedAndDeleted_IsAuditedWithWhatItSays()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await hub.AskAsync("POST", "/api/v1/guardrails", admin, NoDeletes);
        await hub.AskAsync("DELETE", "/api/v1/guardrails/no-deletes", admin);

        var changes = new List<string>();
        await Eventually.TrueAsync(async () =>
        {
            var events = (await hub.AskAsync("GET", "/api/v1/audit?after=0&user=admin", admin)).Answer!["events"]!.AsArray();
            changes = [.. events.Select(e => (string?)e!["change"]).OfType<string>()];
            return changes.Count == 2;
        });
        changes[0].Should().Contain("was added").And.Contain("delete * of *").And.Contain("group sre, user admin");
        changes[1].Should().Contain("was removed").And.Contain("delete * of *");
    }

    /// <summary>A name that is given again must not find an exception waiting for it.</summary>
    [Fact]
    public async Task User_Deleted_LosesTheExceptions()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await hub.AskAsync("POST", "/api/v1/guardrails", admin, NoDeletes.Replace("\"name\":\"admin\"", "\"name\":\"developer\""));

        (await hub.AskAsync("DELETE", "/api/v1/users/developer", admin)).Status.Should().BeLessThan(300);

        (await hub.AskAsync("GET", "/api/v1/guardrails", admin)).Answer![0]!["except"]!.AsArray()
            .Select(subject => (string?)subject!["name"]).Should().Equal("sre");
    }

    [Fact]
    public async Task Guardrail_ThatCannotBeRead_CanStillBeDeleted()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await hub.Services.GetRequiredService<PolicyStore>().ChangeAsync(
            database =>
            {
                database.Guardrails.Add(new GuardrailRow { Name = "broken", Place = "{", Rules = "[]" });
                return Task.FromResult(true);
            },
            TestContext.Current.CancellationToken);

        (await hub.AskAsync("DELETE", "/api/v1/guardrails/broken", admin)).Status.Should().Be(204);
    }
}
