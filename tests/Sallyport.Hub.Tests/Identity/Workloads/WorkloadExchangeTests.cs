using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Sallyport.Hub.Identity.Workloads;
using Sallyport.Hub.Tests.Api;

namespace Sallyport.Hub.Tests.Identity.Workloads;

public sealed class WorkloadExchangeTests : IAsyncLifetime
{
    private ApiHub _hub = null!;
    private FakeIssuer _issuer = null!;
    private string _admin = "";

    public async ValueTask InitializeAsync()
    {
        _hub = await ApiHub.StartAsync();
        _issuer = await FakeIssuer.StartAsync();
        _admin = await _hub.TokenAsync("admin");
        (await _hub.AskAsync("POST", "/api/v1/users", _admin, """{"name": "deployer", "kind": "machine"}""")).Status.Should().Be(200);
        (await SetAsync("deployer", "repo:corp/shop:*")).Should().Be(200);
    }

    public async ValueTask DisposeAsync()
    {
        await _issuer.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Token_OfTheIssuer_IsExchangedForItsMachineUsers()
    {
        var (status, answer) = await ExchangeAsync(_issuer.Sign(_issuer.Key));

        status.Should().Be(200);
        ((int)answer["expires_in"]!).Should().BeInRange(3500, 3600);
        (await _hub.AskAsync("GET", "/api/v1/me", (string)answer["access_token"]!)).Answer!["user"]!.GetValue<string>().Should().Be("deployer");
    }

    [Theory]
    [InlineData("another audience")]
    [InlineData("expired")]
    [InlineData("no end")]
    [InlineData("not yet")]
    [InlineData("another key")]
    [InlineData("a secret")]
    [InlineData("unsigned")]
    [InlineData("another subject")]
    [InlineData("a subject that is no text")]
    [InlineData("another issuer")]
    [InlineData("rubbish")]
    [InlineData("")]
    public async Task Token_ThatIsNotJustRight_IsRefusedAlike(string how)
    {
        using var other = RSA.Create(2048);
        var token = how switch
        {
            "another audience" => _issuer.Sign(_issuer.Key, t => t.Audience = "somebody"),
            "expired" => _issuer.Sign(_issuer.Key, t => t.Expires = DateTime.UtcNow.AddMinutes(-5)),
            "no end" => _issuer.Sign(_issuer.Key, t => t.Expires = null),
            "not yet" => _issuer.Sign(_issuer.Key, t => t.NotBefore = DateTime.UtcNow.AddMinutes(4)),
            "another key" => _issuer.Sign(new SigningCredentials(new RsaSecurityKey(other) { KeyId = "one" }, SecurityAlgorithms.RsaSha256)),
            "a secret" => _issuer.Sign(_issuer.Confused),
            "unsigned" => _issuer.Sign(null),
            "another subject" => _issuer.Sign(_issuer.Key, t => t.Claims["sub"] = "repo:evil/shop:ref:refs/heads/main"),
            "a subject that is no text" => _issuer.Sign(_issuer.Key, t => t.Claims["sub"] = new[] { "repo:corp/shop:x" }),
            "another issuer" => _issuer.Sign(_issuer.Key, t => t.Issuer = "https://elsewhere.example"),
            _ => how,
        };

        var (status, answer) = await ExchangeAsync(token);

        status.Should().Be(400);
        ((string)answer["error_description"]!).Should().Be("The token was not taken. The hub's audit says why.");
    }

    [Fact]
    public async Task Token_ThatStandsForTwoUsers_StandsForNone()
    {
        await _hub.AskAsync("POST", "/api/v1/users", _admin, """{"name": "second", "kind": "machine"}""");
        var rules = """[{"user": "deployer", "claims": {"sub": "repo:corp/*"}}, {"user": "second", "claims": {"environment": "production"}}]""";
        (await _hub.AskAsync("PUT", "/api/v1/workload-issuers/ci", _admin, $$"""{"issuer": "{{_issuer.Issuer}}", "audience": "sallyport", "rules": {{rules}} }""")).Status.Should().Be(200);

        (await ExchangeAsync(_issuer.Sign(_issuer.Key))).Status.Should().Be(400);
    }

    [Theory]
    [InlineData("deployer", "*", 400)]
    [InlineData("deployer", "", 400)]
    [InlineData("developer", "repo:corp/*", 400)] // A person.
    [InlineData("nobody", "repo:corp/*", 400)]
    public async Task Rule_ThatLetsInTooMany_OrNoMachine_IsRefused(string user, string subject, int status) =>
        (await SetAsync(user, subject)).Should().Be(status);

    [Fact]
    public async Task Issuer_UnderASecondName_IsRefusedAndNamesTheFirst()
    {
        var (status, answer) = await _hub.AskAsync(
            "PUT", "/api/v1/workload-issuers/again", _admin,
            $$$"""{"issuer": "{{{_issuer.Issuer}}}", "audience": "sallyport", "rules": [{"user": "deployer", "claims": {"sub": "repo:corp/*"}}]}""");

        status.Should().Be(409);
        ((string)answer!["detail"]!).Should().Contain("workload issuer ci's already");
    }

    [Fact]
    public async Task Issuer_Removed_EndsWhatItStoodBehind()
    {
        var (_, answer) = await ExchangeAsync(_issuer.Sign(_issuer.Key));

        (await _hub.AskAsync("DELETE", "/api/v1/workload-issuers/ci", _admin)).Status.Should().Be(204);

        (await _hub.AskAsync("GET", "/api/v1/me", (string)answer["access_token"]!)).Status.Should().Be(401);
        (await ExchangeAsync(_issuer.Sign(_issuer.Key))).Status.Should().Be(400);
    }

    [Fact]
    public async Task Issuer_Removed_EndsTheKubeconfigsMadeByItsTokens()
    {
        var (_, answer) = await ExchangeAsync(_issuer.Sign(_issuer.Key));
        using var response = await _hub.SendAsync("POST", "/api/v1/kubeconfig", (string)answer["access_token"]!, "{}");
        ((int)response.StatusCode).Should().Be(200);

        (await _hub.AskAsync("DELETE", "/api/v1/workload-issuers/ci", _admin)).Status.Should().Be(204);

        (await _hub.AskAsync("GET", "/api/v1/users/deployer/tokens", _admin)).Answer!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Exchange_WhereTokensLiveTenMinutes_GivesNoLongerOne()
    {
        (await _hub.AskAsync("PUT", "/api/v1/validity", _admin, """{"longestToken": "2h"}""")).Status.Should().Be(200);
        ((int)(await ExchangeAsync(_issuer.Sign(_issuer.Key))).Answer["expires_in"]!).Should().BeInRange(3500, 3600);
        var session = await _hub.Services.GetRequiredService<Sallyport.Hub.Identity.Sessions.SessionStore>()
            .BeginCommandLineAsync(new Sallyport.Hub.Identity.Sessions.SessionStart("admin", "local", "test"), CancellationToken.None);
        (await _hub.AskAsync("PUT", "/api/v1/validity", session.Access.Token, """{"longestToken": "10m"}""")).Status.Should().Be(200);

        ((int)(await ExchangeAsync(_issuer.Sign(_issuer.Key))).Answer["expires_in"]!).Should().BeLessThanOrEqualTo(600);
    }

    [Fact]
    public async Task Exchange_OfADisabledUser_IsRefusedWithAReasonForTheAudit()
    {
        await _hub.AskAsync("PATCH", "/api/v1/users/deployer", _admin, """{"disabled": true}""");

        var (token, _, sentence) = await _hub.Services.GetRequiredService<WorkloadExchange>().TradeAsync(_issuer.Sign(_issuer.Key), CancellationToken.None);

        token.Should().BeNull();
        sentence.Should().Be("deployer is disabled or no machine user.");
    }

    private async Task<int> SetAsync(string user, string subject) => (await _hub.AskAsync(
        "PUT", "/api/v1/workload-issuers/ci", _admin,
        $$$"""{"issuer": "{{{_issuer.Issuer}}}", "audience": "sallyport", "rules": [{"user": "{{{user}}}", "claims": {"sub": "{{{subject}}}"}}]}""")).Status;

    private async Task<(int Status, System.Text.Json.Nodes.JsonNode Answer)> ExchangeAsync(string token)
    {
        using var response = await _hub.SendAsync(
            "POST", "/api/v1/oauth/token", null,
            $"grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Ajwt&subject_token={token}",
            "application/x-www-form-urlencoded");
        return ((int)response.StatusCode, System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
