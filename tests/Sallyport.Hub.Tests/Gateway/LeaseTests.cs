using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Access.Policy;
using Sallyport.Hub.Gateway;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>What runs ends when it would now be refused, and says why where its protocol lets it.</summary>
public sealed class LeaseTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private const string Event = """{"type":"ADDED","object":{}}""" + "\n";
    private const int Rounds = 60;
    private static readonly Scope Shop = new() { Kind = ScopeKind.Namespace, Namespaces = ["shop"] };

    [Fact]
    [CatalogueRow(69, 245, 250)]
    public async Task Watch_AssignmentTakenAway_EndsWithAnErrorEvent()
    {
        var token = await rig.PersonAsync("watcher", "namespace-read-only", Shop);
        await using var watch = await WatchAsync(token, Event);

        await rig.TakeAwayAsync("watcher");

        var rest = Encoding.UTF8.GetString(await watch.RestAsync());
        rest.Should().Contain("\"type\":\"ERROR\"").And.Contain("\"code\":403");
        // The chunked body is whole: its end is said.
        rest.Should().EndWith("0\r\n\r\n");
    }

    [Fact]
    public async Task Watch_CutInTheMiddleOfAnObject_IsReset()
    {
        var token = await rig.PersonAsync("half-watcher", "namespace-read-only", Shop);
        await using var watch = await WatchAsync(token, Event + "{\"type\":\"MODI");

        await rig.TakeAwayAsync("half-watcher");

        var rest = Encoding.UTF8.GetString(await watch.RestAsync());
        rest.Should().NotContain("ERROR").And.NotEndWith("0\r\n\r\n");
    }

    [Fact]
    [CatalogueRow(246)]
    public async Task Watch_BegunWithATokenOfASession_OutlivesTheTokenAndEndsWithTheSession()
    {
        await rig.PersonAsync("session-holder", "namespace-read-only", Shop);
        var sessions = rig.Services.GetRequiredService<SessionStore>();
        var credentials = rig.Services.GetRequiredService<CredentialDirectory>();
        var session = await sessions.BeginCommandLineAsync(new SessionStart("session-holder", SessionStart.Local, "test"), CancellationToken.None);
        var access = (await credentials.FindAsync(session.Access.Token, CancellationToken.None))!;
        var brief = (await sessions.MakeShortAsync(access, CredentialUse.Gateway, TimeSpan.FromSeconds(1), CancellationToken.None))!;
        await using var watch = await WatchAsync(brief.Token, Event);
        // A new request by it is refused, as soon as it has expired; the one that runs goes on.
        await Eventually.TrueAsync(() => brief.Expires < DateTimeOffset.UtcNow);
        await using (var late = await rig.ConnectAsync())
        {
            await late.AskAsync("GET /api/v1/namespaces/shop/pods", $"Authorization: Bearer {brief.Token}", "Connection: close");
            (await late.HeadAsync()).Should().StartWith("HTTP/1.1 401");
        }

        rig.Services.GetRequiredService<LeaseKeeper>().Count.Should().BePositive();
        await sessions.EndAsync(session.Refresh.Id, CancellationToken.None);

        Encoding.UTF8.GetString(await watch.RestAsync()).Should().Contain("\"type\":\"ERROR\"").And.Contain("revoked");
    }

    [Fact]
    [CatalogueRow(246)]
    public async Task Watch_UserDisabled_Ends()
    {
        var token = await rig.PersonAsync("leaver", "namespace-read-only", Shop);
        await using var watch = await WatchAsync(token, Event);

        await DisableAsync("leaver", true);

        Encoding.UTF8.GetString(await watch.RestAsync()).Should().Contain("\"type\":\"ERROR\"");
    }

    [Fact]
    [CatalogueRow(246)]
    public async Task Watch_TokenRevoked_Ends()
    {
        var token = await rig.PersonAsync("revoked", "namespace-read-only", Shop);
        await using var watch = await WatchAsync(token, Event);

        await rig.Services.GetRequiredService<PolicyStore>().RevokeAsync(
            database =>
            {
                database.Credentials.RemoveRange(database.Credentials.Where(credential => credential.User == "revoked"));
                return Task.FromResult(true);
            },
            CancellationToken.None);

        Encoding.UTF8.GetString(await watch.RestAsync()).Should().Contain("\"code\":401");
    }

    [Fact]
    public async Task Person_DisabledAndEnabledAgain_IsServedAtOnce()
    {
        var token = await rig.PersonAsync("returner", "namespace-read-only", Shop);
        await using (var watch = await WatchAsync(token, Event))
        {
            await DisableAsync("returner", true);
            await watch.RestAsync();
        }

        await DisableAsync("returner", false);

        await using var back = await WatchAsync(token, Event);
    }

    [Fact]
    [CatalogueRow(247)]
    public async Task Change_BetweenDecisionAndRegistration_IsNotMissed()
    {
        // Whatever the order in which a change and a watch arrive, no watch outlives the right to it.
        const string Racer = "racer";
        const string WholeEnd = "\r\n0\r\n\r\n";
        var token = await rig.PersonAsync(Racer, null, Shop);
        rig.Agent.Answer = context => StreamAsync(context, Event);
        for (var round = 0; round < Rounds; round++)
        {
            await GiveAsync(Racer);
            await using var connection = await rig.ConnectAsync();
            using var start = new Barrier(2);
            var taking = Task.Run(
                () =>
                {
                    start.SignalAndWait();
                    return rig.TakeAwayAsync(Racer);
                },
                TestContext.Current.CancellationToken);
            start.SignalAndWait(TestContext.Current.CancellationToken);
            await connection.AskAsync("GET /api/v1/namespaces/shop/pods?watch=true", $"Authorization: Bearer {token}", "Connection: close");
            await taking;

            // It ended, and with its reason or, where the cut fell into an event on its way out, as nothing whole.
            var seen = Encoding.UTF8.GetString(await connection.RestAsync());
            (seen.Contains("\"code\":403", StringComparison.Ordinal) || seen.Contains("404", StringComparison.Ordinal) || !seen.EndsWith(WholeEnd, StringComparison.Ordinal))
                .Should().BeTrue(seen);
        }

        await Eventually.TrueAsync(() => rig.Services.GetRequiredService<LeaseKeeper>().Count == 0);
    }

    [Fact]
    public async Task Token_Unused_IsFoundOnceAndRemembered() =>
        (await rig.Services.GetRequiredService<CredentialDirectory>().FindAsync(rig.Developer, CancellationToken.None))!
            .User.Should().Be("developer");

    private async Task GiveAsync(string person) => await rig.Services.GetRequiredService<PolicyStore>().ChangeAsync(
        database =>
        {
            database.Assignments.Add(Policy.PolicyParts.Assignment("namespace-read-only", person, Shop));
            return Task.FromResult(true);
        },
        CancellationToken.None);

    private async Task DisableAsync(string person, bool disabled) => await rig.Services.GetRequiredService<PolicyStore>().RevokeAsync(
        database =>
        {
            database.Users.Single(user => user.Name == person).Disabled = disabled;
            return Task.FromResult(true);
        },
        CancellationToken.None);

    private async Task<RawConnection> WatchAsync(string token, string firstBytes)
    {
        rig.Agent.Answer = context => StreamAsync(context, firstBytes);
        var connection = await rig.ConnectAsync();
        await connection.AskAsync("GET /api/v1/namespaces/shop/pods?watch=true", $"Authorization: Bearer {token}", "Connection: close");
        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 200");
        var seen = new StringBuilder();
        var buffer = new byte[1];
        while (!seen.ToString().Contains(firstBytes, StringComparison.Ordinal))
        {
            (await connection.Stream.ReadAsync(buffer, TestContext.Current.CancellationToken)).Should().Be(1);
            seen.Append((char)buffer[0]);
        }

        return connection;
    }

    private static async Task StreamAsync(HttpContext context, string firstBytes)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(firstBytes, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
