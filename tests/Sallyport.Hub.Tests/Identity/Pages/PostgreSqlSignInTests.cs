using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Identity.Pages;

/// <summary>What SQLite's tests show of people and their sessions, on PostgreSQL.</summary>
public sealed class PostgreSqlSignInTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private const string Password = "a rather long password";

    [Fact]
    public async Task SetupInvitationPasswordAndPasskey_Work()
    {
        using var store = await server.EmptyStoreAsync();
        await using var hub = await ConsoleHub.StartAsync(store.Options.PostgreSql);
        using var root = hub.Browse();
        await root.OpenAsync("/setup?token=" + await hub.SetupTokenAsync());
        (await root.SendAsync("/setup", ("name", "root"), ("password", Password), ("again", Password))).Status.Should().Be(302);
        await hub.PersonAsync("ada", Password);
        using var browser = hub.Browse();
        (await browser.SignInAsync("ada", "wrong")).Status.Should().Be(403);
        (await browser.SignInAsync("ada", Password)).Status.Should().Be(302);
        await browser.OpenAsync("/account");
        using var key = new SoftAuthenticator(browser.Origin!);
        var options = await browser.SendAsync("/account/passkeys/options");
        (await browser.SendAsync("/account/passkeys", ("credential", key.Make(options.Text)), ("name", "Laptop"))).Location.Should().Be("/account");

        using var other = hub.Browse();
        await other.OpenAsync("/signin");
        var shown = key.Show((await other.SendAsync("/signin/passkey/options")).Text);

        (await other.SendAsync("/signin/passkey", ("credential", shown))).Status.Should().Be(302);
        (await other.OpenAsync("/account")).Text.Should().Contain("Laptop");
    }

    [Fact]
    public async Task RefreshToken_ManyAtOnce_RenewsOnceAndEndsTheSession()
    {
        using var store = await server.EmptyStoreAsync();
        await using var hub = await ConsoleHub.StartAsync(store.Options.PostgreSql);
        await hub.PersonAsync("ada", Password);
        var sessions = hub.Services.GetRequiredService<SessionStore>();
        var begun = await sessions.BeginCommandLineAsync(new SessionStart("ada", SessionStart.Local, "test"), CancellationToken.None);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => sessions.RefreshAsync(begun.Refresh.Token, CancellationToken.None)));

        answers.Count(answer => answer.Outcome == RefreshOutcome.Renewed).Should().Be(1);
        answers.Should().Contain(answer => answer.Outcome == RefreshOutcome.Stolen);
        (await hub.Services.GetRequiredService<CredentialDirectory>().FindAsync(begun.Access.Token, CancellationToken.None)).Should().BeNull();
    }
}
