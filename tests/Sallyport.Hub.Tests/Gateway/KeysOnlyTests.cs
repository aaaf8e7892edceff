using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>Where Secrets are keys-only, the hub passes on what the agent marked as redacted, and nothing else.</summary>
public sealed class KeysOnlyTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private const string Secrets = "/api/v1/namespaces/shop/secrets";
    private const string Event = """{"type":"ADDED","object":{"kind":"Secret"}}""" + "\n";

    [Fact]
    public async Task Answer_MarkedByTheAgent_IsPassedOnWithoutTheMark()
    {
        await SetAsync(SettingLevel.Limited);

        var answer = await AskAsync("GET " + Secrets, marked: true);

        answer.Status.Should().Be(200);
        answer.Head.Should().NotContainEquivalentOf("sallyport-redacted");
        rig.Agent.Requests.Last(request => request.Target == Secrets).Headers[TunnelHeaders.Group]
            .Should().Be("sallyport:namespace-read-only:1:keys-only:ns:shop");
    }

    [Fact]
    public async Task Answer_WithoutTheMark_StaysAtTheHub()
    {
        await SetAsync(SettingLevel.Limited);

        var answer = await AskAsync("GET " + Secrets, marked: false);

        answer.Status.Should().Be(502);
        answer.Body.Should().Contain("not marked as redacted").And.NotContain("leak");
    }

    /// <summary>Whoever sees placeholders writes nothing.</summary>
    [Theory]
    [CatalogueRow(109, 110, 111, 112, 113, 116, 137)]
    [InlineData("PATCH " + Secrets + "/db?dryRun=All&fieldManager=kubectl-diff")]
    [InlineData("PATCH " + Secrets + "/db")]
    [InlineData("PUT " + Secrets + "/db")]
    [InlineData("POST " + Secrets)]
    [InlineData("DELETE " + Secrets + "/db?dryRun=All")]
    [InlineData("DELETE " + Secrets + "?dryRun=All")]
    public async Task Write_OfASecret_IsRefusedWithTheReason(string line)
    {
        await SetAsync(SettingLevel.Limited);
        var before = rig.Agent.Requests.Count(request => request.Target.StartsWith(Secrets, StringComparison.Ordinal));

        var answer = await AskAsync(line, marked: true);

        answer.Status.Should().Be(403);
        answer.Body.Should().Contain("placeholders");
        rig.Agent.Requests.Count(request => request.Target.StartsWith(Secrets, StringComparison.Ordinal)).Should().Be(before);
    }

    [Fact]
    [CatalogueRow(250)]
    public async Task Watch_OfValuesThatBecomeHidden_EndsAndSaysSo()
    {
        await SetAsync(SettingLevel.Open);
        await using var watch = await WatchAsync(marked: false);

        await SetAsync(SettingLevel.Limited);

        Encoding.UTF8.GetString(await watch.RestAsync()).Should().Contain("\"type\":\"ERROR\"").And.Contain("keys of Secrets alone");
    }

    [Fact]
    public async Task Watch_OfKeysThatBecomeHidden_EndsAndSaysSo()
    {
        await SetAsync(SettingLevel.Limited);
        await using var watch = await WatchAsync(marked: true);

        await SetAsync(SettingLevel.Closed);

        Encoding.UTF8.GetString(await watch.RestAsync()).Should().Contain("\"type\":\"ERROR\"").And.Contain("hidden");
    }

    private async Task<RawConnection> WatchAsync(bool marked)
    {
        rig.Agent.Answer = context => AnswerAsync(context, marked, Event, open: true);
        var connection = await rig.ConnectAsync();
        await connection.AskAsync($"GET {Secrets}?watch=true", $"Authorization: Bearer {rig.Developer}", "Connection: close");
        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 200");
        var seen = new StringBuilder();
        var buffer = new byte[1];
        while (!seen.ToString().Contains(Event, StringComparison.Ordinal))
        {
            (await connection.Stream.ReadAsync(buffer, TestContext.Current.CancellationToken)).Should().Be(1);
            seen.Append((char)buffer[0]);
        }

        return connection;
    }

    private async Task<RawAnswer> AskAsync(string line, bool marked)
    {
        rig.Agent.Answer = context => AnswerAsync(context, marked, """{"kind":"SecretList","items":["leak"]}""", open: false);
        await using var connection = await rig.ConnectAsync();
        await connection.AskAsync(line, $"Authorization: Bearer {rig.Developer}", "Connection: close");
        return await connection.AnswerAsync();
    }

    private static async Task AnswerAsync(HttpContext context, bool marked, string body, bool open)
    {
        context.Response.ContentType = "application/json";
        if (marked)
        {
            context.Response.Headers[TunnelHeaders.Redacted] = "1";
        }

        await context.Response.WriteAsync(body, context.RequestAborted);
        if (open)
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<bool> SetAsync(SettingLevel level) => rig.Services.GetRequiredService<PolicyStore>().ChangeAsync(
        async database =>
        {
            await database.Settings.ExecuteDeleteAsync();
            database.Settings.Add(new SettingRow
            {
                Id = Guid.NewGuid(),
                Capability = Capability.Secrets,
                Level = level,
                Place = PolicyJson.Write(Scope.Organization),
                SetBy = "test",
            });
            return true;
        },
        TestContext.Current.CancellationToken);
}
