using System.Text.Json.Nodes;

namespace Sallyport.Hub.Tests.Api;

/// <summary>How long credentials may live, for all and for one.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private ApiHub _hub = null!;
    private string _session = "";

    public async ValueTask InitializeAsync()
    {
        _hub = await ApiHub.StartAsync();
        var tokens = await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions
            .GetRequiredService<Sallyport.Hub.Identity.Sessions.SessionStore>(_hub.Services)
            .BeginCommandLineAsync(new Sallyport.Hub.Identity.Sessions.SessionStart("admin", "local", "test"), CancellationToken.None);
        _session = tokens.Access.Token;
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Zero_ForbidsTokensAndEndsThoseThereAre()
    {
        var token = await _hub.TokenAsync("developer");

        (await AskAsync("PUT", "/validity", """{"longestToken": "0"}""")).Status.Should().Be(200);

        (await _hub.AskAsync("GET", "/api/v1/me", token)).Status.Should().Be(401);
        (await AskAsync("POST", "/users/developer/tokens", "{}")).Status.Should().Be(403);
        (await AskAsync("POST", "/kubeconfig", "{}")).Status.Should().Be(403);
        (await AskAsync("POST", "/credentials", "{}")).Status.Should().Be(200, "sessions go on");
    }

    [Theory]
    [InlineData("PUT", "/validity")]
    [InlineData("PATCH", "/users/developer")]
    public async Task Limit_ForAllOrForOne_ShortensWhatIsThereAndBoundsWhatComes(string method, string place)
    {
        (await AskAsync("POST", "/users/developer/tokens", """{"validFor": "30d", "description": "long"}""")).Status.Should().Be(200);

        (await AskAsync(method, place, """{"longestToken": "2h"}""")).Status.Should().Be(200);

        (await AskAsync("POST", "/users/developer/tokens", """{"validFor": "3h"}""")).Status.Should().Be(400);
        (await AskAsync("POST", "/users/developer/tokens", "{}")).Status.Should().Be(200);
        var tokens = (await AskAsync("GET", "/users/developer/tokens")).Answer!.AsArray();
        tokens.Should().HaveCount(2).And.OnlyContain(token => Ends(token!) <= DateTimeOffset.UtcNow.AddHours(2));
    }

    [Fact]
    public async Task Limit_OfOne_IsTakenBackByName()
    {
        await AskAsync("PATCH", "/users/developer", """{"longestToken": "0"}""");
        (await AskAsync("POST", "/users/developer/tokens", "{}")).Status.Should().Be(403);

        (await AskAsync("PATCH", "/users/developer", """{"longestToken": "none"}""")).Status.Should().Be(200);

        (await AskAsync("POST", "/users/developer/tokens", "{}")).Status.Should().Be(200);
    }

    [Fact]
    public async Task KubeconfigDownload_SwitchedOff_IsRefusedWithWhatToDoInstead()
    {
        (await AskAsync("PUT", "/validity", """{"kubeconfigDownload": false}""")).Status.Should().Be(200);

        var (status, answer) = await AskAsync("POST", "/kubeconfig", "{}");

        status.Should().Be(403);
        ((string)answer!["detail"]!).Should().Contain("sallyport kubeconfig");
    }

    [Theory]
    [InlineData("PUT", "/validity")]
    [InlineData("PATCH", "/users/admin")]
    public async Task Limit_ThatWouldEndTheCallersOwnToken_IsRefused(string method, string place)
    {
        var own = await _hub.TokenAsync("admin");

        (await _hub.AskAsync(method, "/api/v1" + place, own, """{"longestToken": "0"}""")).Status.Should().Be(409);

        (await _hub.AskAsync("GET", "/api/v1/me", own)).Status.Should().Be(200);
    }

    [Fact]
    public async Task Limit_OfSessions_ShortensThoseThatRun()
    {
        (await AskAsync("PUT", "/validity", """{"longestSession": "15m"}""")).Status.Should().Be(200);

        (await AskAsync("GET", "/users/admin/tokens")).Answer!.AsArray().Should().ContainSingle()
            .Which.Should().Match<JsonNode>(session => Ends(session) <= DateTimeOffset.UtcNow.AddMinutes(15));
    }

    [Fact]
    [CatalogueRow(234)]
    public async Task Kubeconfig_Leaked_OpensTheGatewayAlone()
    {
        using var response = await _hub.SendAsync("POST", "/api/v1/kubeconfig", _session, "{}");
        var token = System.Text.RegularExpressions.Regex.Match(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "spt_[A-Za-z0-9]+").Value;

        (await _hub.AskAsync("GET", "/api/v1/users", token)).Status.Should().Be(401);
        (await AskAsync("PUT", "/validity", """{"longestToken": "1h"}""")).Status.Should().Be(200);
        (await AskAsync("GET", "/users/admin/tokens")).Answer!.AsArray().Should().Contain(issued => (string)issued!["description"]! == "kubeconfig")
            .And.OnlyContain(issued => (string)issued!["description"]! != "kubeconfig" || Ends(issued) <= DateTimeOffset.UtcNow.AddHours(1));
    }

    [Theory]
    [InlineData("""{"longestSession": "5m"}""")]
    [InlineData("""{"longestSession": "0"}""")]
    [InlineData("""{"longestToken": "soon"}""")]
    [InlineData("{}")]
    public async Task Limit_ThatMakesNoSense_IsRefused(string body) => (await AskAsync("PUT", "/validity", body)).Status.Should().Be(400);

    private static DateTimeOffset Ends(JsonNode token) => token["expires"]!.GetValue<DateTimeOffset>();

    private Task<(int Status, JsonNode? Answer)> AskAsync(string method, string place, string? body = null) =>
        _hub.AskAsync(method, "/api/v1" + place, _session, body);
}
