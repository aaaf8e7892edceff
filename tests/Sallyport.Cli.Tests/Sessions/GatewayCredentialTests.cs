using System.Text.Json;
using Sallyport.Cli.Api;
using Sallyport.Cli.Sessions;
using Sallyport.Cli.Tests.Api;
using Sallyport.Cli.Tests.Commands;

namespace Sallyport.Cli.Tests.Sessions;

[Collection(ConfigHomeCollection.Name)]
public sealed class GatewayCredentialTests(ConfigHome home)
{
    private const string Fresh = """{"token":"spt_new","expires":"2999-01-01T00:00:00Z"}""";
    private readonly Profile _profile = Profiles.Get("p" + Guid.NewGuid().ToString("N"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_TwentyAtOnce_AskTheHubOnce()
    {
        await using var hub = await SignedInAsync(Fresh);

        var got = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => GatewayCredential.OfAsync(_profile, Cancellation), Cancellation)));

        got.Select(credential => credential.Token).Should().AllBe("spt_new");
        hub.Asked.Should().ContainSingle().Which.Should().Be(("POST /api/v1/credentials", "Bearer spt_session", ""));
    }

    /// <summary>When the kept one was issued and when it ends, in minutes from now, and whether it will do.</summary>
    public static TheoryData<int, int, bool> Ages => new()
    {
        { -1, 9, true },
        { -7, 3, true },
        { -9, 1, false },
        { -20, -10, false },
        { 30, 40, false },
    };

    [Theory]
    [MemberData(nameof(Ages))]
    public async Task Of_KeptOne_IsUsedUntilItsLastFifth(int issued, int expires, bool used)
    {
        await using var hub = await SignedInAsync(Fresh);
        var now = DateTimeOffset.UtcNow;
        Keep(JsonSerializer.Serialize(new GatewayCredential("spt_kept", now.AddMinutes(expires), now.AddMinutes(issued)), ApiJson.Default.GatewayCredential));

        (await GatewayCredential.OfAsync(_profile, Cancellation)).Token.Should().Be(used ? "spt_kept" : "spt_new");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task Of_KeptOneBroken_GetsANewOne(string kept)
    {
        await using var hub = await SignedInAsync(Fresh);
        Keep(kept);

        (await GatewayCredential.OfAsync(_profile, Cancellation)).Token.Should().Be("spt_new");
    }

    [Fact]
    public async Task Of_New_IsKeptForItsOwnerAlone()
    {
        await using var hub = await SignedInAsync(Fresh);

        await GatewayCredential.OfAsync(_profile, Cancellation);

        File.GetUnixFileMode(_profile.CredentialPath).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Of_SignedOut_IsRefusedThoughOneIsKept()
    {
        await using var hub = await SignedInAsync(Fresh);
        await GatewayCredential.OfAsync(_profile, Cancellation);
        _profile.Delete();

        var asking = () => GatewayCredential.OfAsync(_profile, Cancellation);

        (await asking.Should().ThrowAsync<CommandException>().WithMessage("*sallyport login*")).Which.ExitCode.Should().Be(ExitCodes.SignInNeeded);
    }

    private async Task<HubStandIn> SignedInAsync(string answer)
    {
        var hub = await HubStandIn.StartAsync(200, "application/json", answer);
        _profile.Save(new Session(hub.Address, "ada", "spt_session", null));
        return hub;
    }

    private void Keep(string text) => File.WriteAllText(Path.Combine(home.Folder, "profiles", _profile.Name, "credential.json"), text);
}
