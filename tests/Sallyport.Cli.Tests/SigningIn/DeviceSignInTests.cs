using Sallyport.Cli.SigningIn;
using Sallyport.Cli.Tests.Api;

namespace Sallyport.Cli.Tests.SigningIn;

public sealed class DeviceSignInTests
{
    private const string Device = """{"device_code":"dev","user_code":"ABCD-EFGH","verification_uri":"https://hub/login/device","expires_in":600,"interval":0}""";
    private const string Pair = """{"access_token":"spt_a","token_type":"Bearer","expires_in":600,"refresh_token":"spt_r","refresh_expires_in":43200,"user":"ada"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_AllowedAfterAWhile_IsASession()
    {
        var asked = 0;
        await using var hub = await HubStandIn.StartAsync((line, body) =>
            line.EndsWith("/device", StringComparison.Ordinal) ? (200, "application/json", Device)
                : Interlocked.Increment(ref asked) < 3 ? (400, "application/json", """{"error":"authorization_pending"}""")
                : (200, "application/json", Pair));
        using var said = new StringWriter();

        var session = await DeviceSignIn.RunAsync(hub.Address, null, said, Cancellation);

        session.Should().BeEquivalentTo(new { User = "ada", Token = "spt_a", RefreshToken = "spt_r" });
        said.ToString().Should().Contain("https://hub/login/device").And.Contain("ABCD-EFGH");
        hub.Asked.Last().Body.Should().Contain("device_code=dev").And.Contain("client_id=sallyport-cli").And.Contain("device_code&");
    }

    [Theory]
    [InlineData("access_denied", "It was denied in the browser.")]
    [InlineData("expired_token", "The code is too old.")]
    public async Task Run_NotAllowed_SaysWhatTheHubSays(string error, string said)
    {
        await using var hub = await HubStandIn.StartAsync((line, _) =>
            line.EndsWith("/device", StringComparison.Ordinal)
                ? (200, "application/json", Device)
                : (400, "application/json", $$"""{"error":"{{error}}","error_description":"{{said}}"}"""));

        await FluentActions.Awaiting(() => DeviceSignIn.RunAsync(hub.Address, null, TextWriter.Null, Cancellation))
            .Should().ThrowAsync<CommandException>().WithMessage(said);
    }
}
