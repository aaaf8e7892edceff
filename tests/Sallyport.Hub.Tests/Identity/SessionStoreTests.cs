using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Policy;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Identity;

public sealed class SessionStoreTests : IAsyncLifetime
{
    private static readonly SessionStart Developer = new("developer", SessionStart.Local, "test");
    private readonly ManualTime _time = new();
    private TestStore _store = null!;
    private PolicyParts _parts = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SessionStore Sessions => new(_store.Contexts, _parts.Policy, _time);

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.SqliteAsync();
        _parts = await PolicyParts.SeededAsync(_store, _time);
    }

    public ValueTask DisposeAsync()
    {
        _parts.Dispose();
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Session_AtTheCommandLine_HasATokenOfMinutesForTheApiAlone()
    {
        var tokens = await Sessions.BeginCommandLineAsync(Developer, Cancel);

        var access = (await FindAsync(tokens.Access))!;
        access.Should().BeEquivalentTo(new { User = "developer", Use = CredentialUse.Api, Root = tokens.Refresh.Id, SignedInBy = "local" });
        access.Expires.Should().Be(_time.GetUtcNow().AddMinutes(10));
        access.Ends.Should().Be(_time.GetUtcNow().AddHours(12));
    }

    [Fact]
    public async Task Refresh_Once_GivesANewPairAndKeepsWhatRuns()
    {
        var tokens = await Sessions.BeginCommandLineAsync(Developer, Cancel);
        await FindAsync(tokens.Access);
        List<Guid> ended = [];
        _parts.Directory.Revoked += ended.Add;

        var (outcome, next) = await Sessions.RefreshAsync(tokens.Refresh.Token, Cancel);

        outcome.Should().Be(RefreshOutcome.Renewed);
        (await FindAsync(next!.Access))!.Root.Should().Be(tokens.Refresh.Id);
        next.Refresh.Expires.Should().Be(tokens.Refresh.Expires, "refreshing does not make a session longer");
        ended.Should().BeEmpty();
    }

    [Fact]
    public async Task Refresh_ASecondTime_EndsTheSessionAndAllThatWasMadeFromIt()
    {
        var tokens = await Sessions.BeginCommandLineAsync(Developer, Cancel);
        var (_, next) = await Sessions.RefreshAsync(tokens.Refresh.Token, Cancel);
        var gateway = await Sessions.MakeShortAsync((await FindAsync(next!.Access))!, CredentialUse.Gateway, SessionStore.ShortLife, Cancel);
        await FindAsync(gateway!);

        (await Sessions.RefreshAsync(tokens.Refresh.Token, Cancel)).Outcome.Should().Be(RefreshOutcome.Stolen);

        (await FindAsync(next.Access)).Should().BeNull();
        (await FindAsync(gateway!)).Should().BeNull();
        (await Sessions.RefreshAsync(next.Refresh.Token, Cancel)).Outcome.Should().Be(RefreshOutcome.Refused);
    }

    [Fact]
    public async Task Refresh_ManyAtOnceWithOneToken_RenewsAtMostOnce()
    {
        var tokens = await Sessions.BeginCommandLineAsync(Developer, Cancel);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Sessions.RefreshAsync(tokens.Refresh.Token, Cancel)));

        answers.Count(answer => answer.Outcome == RefreshOutcome.Renewed).Should().Be(1);
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("not-before")]
    [InlineData("expired")]
    [InlineData("an access token")]
    [InlineData("rubbish")]
    public async Task Refresh_WithoutASessionInForce_IsRefused(string why)
    {
        var tokens = await Sessions.BeginCommandLineAsync(Developer, Cancel);
        _time.Advance(why == "expired" ? TimeSpan.FromHours(12) : TimeSpan.FromSeconds(1));
        await _parts.Policy.RevokeAsync(
            async database =>
            {
                var user = await database.Users.SingleAsync(u => u.Name == "developer", Cancel);
                user.Disabled = why == "disabled";
                user.NotBefore = why == "not-before" ? _time.GetUtcNow() : default;
                return true;
            },
            Cancel);
        var token = why == "an access token" ? tokens.Access.Token : why == "rubbish" ? "" : tokens.Refresh.Token;

        (await Sessions.RefreshAsync(token, Cancel)).Should().Be((RefreshOutcome.Refused, null));
    }

    [Fact]
    public async Task ShortToken_OfASessionThatEnds_IsNotMadeAndEndsNoLater()
    {
        var console = await Sessions.BeginConsoleAsync(Developer, Cancel);
        var session = (await FindAsync(console))!;
        _time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromMinutes(3));

        var last = await Sessions.MakeShortAsync(session, CredentialUse.Gateway, SessionStore.ShortLife, Cancel);
        await Sessions.EndAsync(session.Id, Cancel);

        last!.Expires.Should().Be(console.Expires);
        (await FindAsync(last)).Should().BeNull();
        (await Sessions.MakeShortAsync(session, CredentialUse.Gateway, SessionStore.ShortLife, Cancel)).Should().BeNull();
    }

    [Fact]
    public async Task EndOthers_LeavesOneSessionAndEveryTokenMadeByHand()
    {
        var mine = await Sessions.BeginConsoleAsync(Developer, Cancel);
        var other = await Sessions.BeginConsoleAsync(Developer, Cancel);
        var line = await Sessions.BeginCommandLineAsync(Developer, Cancel);
        var token = await _parts.Credentials.IssueAsync("developer", "ci", "admin", null, Cancel);

        await Sessions.EndOthersAsync("developer", mine.Id, Cancel);

        (await FindAsync(mine)).Should().NotBeNull();
        (await FindAsync(token)).Should().NotBeNull();
        (await FindAsync(other)).Should().BeNull();
        (await FindAsync(line.Access)).Should().BeNull();
    }

    private async Task<Credential?> FindAsync(IssuedToken issued) => await _parts.Directory.FindAsync(issued.Token, Cancel);
}
