using Sallyport.Cli.Sessions;
using Sallyport.Cli.Tests.Api;
using Sallyport.Cli.Tests.Commands;

namespace Sallyport.Cli.Tests.Sessions;

[Collection(ConfigHomeCollection.Name)]
public sealed class HubSessionTests
{
    private readonly Profile _profile = Profiles.Get("p" + Guid.NewGuid().ToString("N"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_TwentyAtOnceWithAnOldToken_RenewOnceAndKeepTheNewPair()
    {
        await using var hub = await HubStandIn.StartAsync(
            200, "application/json", """{"access_token":"spt_2","expires_in":600,"refresh_token":"spt_r2","refresh_expires_in":43200,"user":"ada"}""");
        Keep(hub.Address, TimeSpan.FromSeconds(-1));

        var opened = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => HubSession.OpenAsync(_profile, Cancellation), Cancellation)));

        Array.ForEach(opened, api => api.Dispose());
        hub.Asked.Should().ContainSingle().Which.Should().Be((
            "POST /api/v1/oauth/token", "", "grant_type=refresh_token&refresh_token=spt_r&client_id=sallyport-cli"));
        _profile.Load().Should().BeEquivalentTo(new { Token = "spt_2", RefreshToken = "spt_r2", User = "ada" });
    }

    [Fact]
    public async Task Open_TokenStillFresh_AsksNobody()
    {
        await using var hub = await HubStandIn.StartAsync(500, "text/plain", "");
        Keep(hub.Address, TimeSpan.FromMinutes(5));

        using var api = await HubSession.OpenAsync(_profile, Cancellation);

        hub.Asked.Should().BeEmpty();
    }

    [Fact]
    public async Task Open_SessionEnded_SaysHowToSignInAgain()
    {
        await using var hub = await HubStandIn.StartAsync(400, "application/json", """{"error":"invalid_grant","error_description":"The session has ended."}""");
        Keep(hub.Address, TimeSpan.FromSeconds(-1));

        (await FluentActions.Awaiting(() => HubSession.OpenAsync(_profile, Cancellation)).Should().ThrowAsync<CommandException>().WithMessage("*has ended*sallyport login*"))
            .Which.ExitCode.Should().Be(ExitCodes.SignInNeeded);
    }

    [Fact]
    public async Task Open_HubAway_KeepsTheSession()
    {
        Keep(new Uri("http://127.0.0.1:1"), TimeSpan.FromSeconds(-1));

        await FluentActions.Awaiting(() => HubSession.OpenAsync(_profile, Cancellation)).Should().ThrowAsync<Sallyport.Cli.Api.ApiException>().WithMessage("*cannot be reached*");

        _profile.Load().RefreshToken.Should().Be("spt_r");
    }

    private void Keep(Uri hub, TimeSpan left) =>
        _profile.Save(new Session(hub, "ada", "spt_1", null) { RefreshToken = "spt_r", Expires = DateTimeOffset.UtcNow + left });
}
