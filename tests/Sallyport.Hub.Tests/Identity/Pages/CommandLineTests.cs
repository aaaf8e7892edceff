using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Sallyport.Hub.Tests.Identity.Pages;

public sealed class CommandLineTests : IAsyncLifetime
{
    private const string Password = "a rather long password";
    private const string Redirect = "http://127.0.0.1:40123/callback";
    private const string State = "state-of-16-and-more";
    private const string Verifier = "a-verifier-of-at-least-forty-three-characters-0123456789";
    private const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
    private ConsoleHub _hub = null!;
    private Browser _browser = null!;
    private HttpClient _http = null!;

    private static string Challenge => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public async ValueTask InitializeAsync()
    {
        _hub = await ConsoleHub.StartAsync();
        await _hub.AdminTokenAsync();
        await _hub.PersonAsync("ada", Password);
        _browser = _hub.Browse();
        await _browser.SignInAsync("ada", Password);
        _http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator })
        {
            BaseAddress = _hub.Console,
        };
    }

    public ValueTask DisposeAsync()
    {
        _browser.Dispose();
        _http.Dispose();
        return _hub.DisposeAsync();
    }

    [Fact]
    public async Task Login_InTheBrowser_GivesASessionByPkceOnce()
    {
        var code = await AllowAsync();

        var (status, answer) = await TokenAsync(("grant_type", "authorization_code"), ("client_id", "sallyport-cli"), ("code", code), ("redirect_uri", Redirect), ("code_verifier", Verifier));

        status.Should().Be(200);
        ((string)answer["user"]!).Should().Be("ada");
        (await MeAsync((string)answer["access_token"]!)).Should().Be("ada");
        (await MeAsync((string)answer["refresh_token"]!)).Should().BeNull("a refresh token opens nothing");
        (await TokenAsync(("grant_type", "authorization_code"), ("client_id", "sallyport-cli"), ("code", code), ("redirect_uri", Redirect), ("code_verifier", Verifier)))
            .Status.Should().Be(400, "a code is good once");
        (await _hub.TrailAsync("signed a command line in")).Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("code_verifier", "another-verifier-of-at-least-forty-three-characters-1")]
    [InlineData("redirect_uri", "http://127.0.0.1:40124/callback")]
    [InlineData("client_id", "somebody-else")]
    [InlineData("code", "spt_made-up")]
    [CatalogueRow(232)]
    public async Task Code_ByAnotherThanTheAsker_IsRefused(string field, string value)
    {
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = "sallyport-cli",
            ["code"] = await AllowAsync(),
            ["redirect_uri"] = Redirect,
            ["code_verifier"] = Verifier,
            [field] = value,
        };

        var (status, answer) = await TokenAsync([.. fields.Select(pair => (pair.Key, pair.Value))]);

        status.Should().Be(400);
        ((string)answer["error"]!).Should().Be("invalid_grant");
    }

    [Theory]
    [InlineData("redirect_uri", "http://localhost:40123/callback")]
    [InlineData("redirect_uri", "http://127.0.0.1.evil.example:80/callback")]
    [InlineData("redirect_uri", "http://evil.example/callback")]
    [InlineData("redirect_uri", "https://127.0.0.1:40123/callback")]
    [InlineData("redirect_uri", "http://127.0.0.1:40123/callback#x")]
    [InlineData("redirect_uri", "http://x@127.0.0.1:40123/callback")]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("code_challenge", "")]
    [InlineData("state", "")]
    [InlineData("state", "aaaaaaaaaaaaaaaaaaaaa&b")]
    [InlineData("client_id", "other")]
    [CatalogueRow(232)]
    public async Task Login_ToAnywhereElse_IsRefusedAndSendsNobodyAnywhere(string field, string value)
    {
        var answer = await _browser.OpenAsync(Question((field, value)));

        answer.Should().BeEquivalentTo(new { Status = 400, Location = (string?)null });
    }

    [Fact]
    public async Task Login_Denied_SaysSoToTheCommandLine()
    {
        var asked = await _browser.OpenAsync(Question());
        asked.Headers["Content-Security-Policy"].Should().Contain("form-action 'self' http://127.0.0.1:40123;");

        var answer = await _browser.SendAsync("/login/authorize", ("answer", "deny"));

        answer.Location.Should().Be($"{Redirect}?error=access_denied&state={State}");
    }

    [Fact]
    public async Task Login_SignedOut_SignsInFirstAndComesBack()
    {
        using var browser = _hub.Browse();
        var asked = await browser.OpenAsync(Question());
        var back = QueryHelpers.ParseQuery(asked.Location![asked.Location!.IndexOf('?', StringComparison.Ordinal)..])["returnUrl"].ToString();

        (await browser.SignInAsync("ada", Password, back)).Location.Should().Be(back);
        (await browser.OpenAsync(back)).Text.Should().Contain("act as ada");
    }

    [Fact]
    public async Task Device_CodeTypedAndAllowed_GivesASessionOnce()
    {
        var device = await BeginDeviceAsync();
        var poll = new[] { ("grant_type", DeviceGrant), ("device_code", (string)device["device_code"]!) };
        ((string)(await TokenAsync(poll)).Answer["error"]!).Should().Be("authorization_pending");
        ((string)(await TokenAsync(poll)).Answer["error"]!).Should().Be("slow_down");
        await _browser.OpenAsync("/login/device");
        (await _browser.SendAsync("/login/device", ("code", "AAAA-AAAA"))).Status.Should().Be(404);

        var page = await _browser.SendAsync("/login/device", ("code", ((string)device["user_code"]!).ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)));
        page.Text.Should().Contain("127.0.0.1").And.Contain("act as ada");
        await _browser.SendAsync("/login/device/answer", ("answer", "allow"));

        var (status, answer) = await TokenAsync(poll);
        status.Should().Be(200);
        (await MeAsync((string)answer["access_token"]!)).Should().Be("ada");
        ((string)(await TokenAsync(poll)).Answer["error"]!).Should().Be("expired_token");
    }

    [Fact]
    [CatalogueRow(231)]
    public async Task Device_DeniedOrAnAdmins_GivesNothing()
    {
        var device = await BeginDeviceAsync();
        await _browser.OpenAsync("/login/device");
        await _browser.SendAsync("/login/device", ("code", (string)device["user_code"]!));
        await _browser.SendAsync("/login/device/answer", ("answer", "deny"));
        ((string)(await TokenAsync(("grant_type", DeviceGrant), ("device_code", (string)device["device_code"]!))).Answer["error"]!).Should().Be("access_denied");

        await _hub.PersonAsync("boss", Password);
        await _hub.AddAsync(Policy.PolicyParts.Assignment("organization-admin", "boss", Access.Policy.Scope.Organization));
        using var boss = _hub.Browse();
        await boss.SignInAsync("boss", Password);
        device = await BeginDeviceAsync();
        await boss.OpenAsync("/login/device");
        await boss.SendAsync("/login/device", ("code", (string)device["user_code"]!));
        (await boss.SendAsync("/login/device/answer", ("answer", "allow"))).Status.Should().Be(403);
    }

    [Fact]
    [CatalogueRow(246)]
    public async Task Revocation_OfAUser_EndsSessionsCookiesAndWhatWasMadeFromThem()
    {
        var admin = await _hub.AdminTokenAsync();
        var (_, session) = await TokenAsync(("grant_type", "authorization_code"), ("client_id", "sallyport-cli"), ("code", await AllowAsync()), ("redirect_uri", Redirect), ("code_verifier", Verifier));
        var access = (string)session["access_token"]!;
        var (made, credential) = await AskAsync(HttpMethod.Post, "/api/v1/credentials", access);
        made.Should().Be(200);
        (await MeAsync((string)credential!["token"]!)).Should().BeNull("kubectl's token is for the gateway alone");

        (await AskAsync(HttpMethod.Post, "/api/v1/users/ada/revoke", admin)).Status.Should().Be(200);

        (await MeAsync(access)).Should().BeNull();
        (await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", (string)session["refresh_token"]!))).Status.Should().Be(400);
        (await _browser.OpenAsync("/account")).Location.Should().StartWith("/signin");
    }

    [Fact]
    public async Task SignOut_OfTheCommandLine_EndsItsSessionAlone()
    {
        var (_, session) = await TokenAsync(("grant_type", "authorization_code"), ("client_id", "sallyport-cli"), ("code", await AllowAsync()), ("redirect_uri", Redirect), ("code_verifier", Verifier));

        (await PostAsync("/api/v1/oauth/revoke", ("token", (string)session["refresh_token"]!))).Status.Should().Be(204);

        (await MeAsync((string)session["access_token"]!)).Should().BeNull();
        (await _browser.OpenAsync("/account")).Status.Should().Be(200);
        (await PostAsync("/api/v1/oauth/revoke", ("token", "rubbish"))).Status.Should().Be(204);
    }

    [Fact]
    [CatalogueRow(246)]
    public async Task Password_Changed_EndsWhatWasAllowedAndNotYetFetched()
    {
        var code = await AllowAsync();
        var device = await BeginDeviceAsync();
        await _browser.OpenAsync("/login/device");
        await _browser.SendAsync("/login/device", ("code", (string)device["user_code"]!));
        await _browser.SendAsync("/login/device/answer", ("answer", "allow"));
        await _browser.OpenAsync("/account");

        const string next = "quite another passphrase";
        (await _browser.SendAsync("/account/password", ("current", Password), ("password", next), ("again", next))).Status.Should().Be(200);

        (await TokenAsync(("grant_type", "authorization_code"), ("client_id", "sallyport-cli"), ("code", code), ("redirect_uri", Redirect), ("code_verifier", Verifier)))
            .Status.Should().Be(400);
        (await TokenAsync(("grant_type", DeviceGrant), ("device_code", (string)device["device_code"]!))).Status.Should().Be(400);
    }

    [Fact]
    public async Task Device_AskedForByOneAddressOverAndOver_LeavesRoomForOthers()
    {
        List<int> answers = [];
        for (var i = 0; i < 60; i++)
        {
            answers.Add((await PostAsync("/api/v1/oauth/device", ("client_id", "sallyport-cli"))).Status);
        }

        answers.Should().StartWith(200).And.Contain(429);
    }

    private static string Question(params (string Name, string Value)[] but)
    {
        var query = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = "sallyport-cli",
            ["redirect_uri"] = Redirect,
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
            ["state"] = State,
        };
        foreach (var (name, value) in but)
        {
            query[name] = value;
        }

        return QueryHelpers.AddQueryString("/login/authorize", query);
    }

    private async Task<string> AllowAsync()
    {
        await _browser.OpenAsync(Question());
        var answer = await _browser.SendAsync("/login/authorize", ("answer", "allow"));
        answer.Location.Should().StartWith(Redirect + "?").And.EndWith("&state=" + State);
        return QueryHelpers.ParseQuery(new Uri(answer.Location!).Query)["code"].ToString();
    }

    private async Task<JsonNode> BeginDeviceAsync() => (await PostAsync("/api/v1/oauth/device", ("client_id", "sallyport-cli"))).Answer!;

    private async Task<(int Status, JsonNode Answer)> TokenAsync(params (string Name, string Value)[] fields)
    {
        var (status, answer) = await PostAsync("/api/v1/oauth/token", fields);
        return (status, answer!);
    }

    private async Task<(int Status, JsonNode? Answer)> PostAsync(string place, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await _http.PostAsync(new Uri(place, UriKind.Relative), content);
        return ((int)response.StatusCode, response.StatusCode == HttpStatusCode.NoContent ? null : JsonNode.Parse(await response.Content.ReadAsStringAsync()));
    }

    private async Task<string?> MeAsync(string token) => (string?)(await AskAsync(HttpMethod.Get, "/api/v1/me", token)).Answer?["user"];

    private async Task<(int Status, JsonNode? Answer)> AskAsync(HttpMethod method, string place, string token)
    {
        using var request = new HttpRequestMessage(method, place);
        request.Headers.Add("Authorization", "Bearer " + token);
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync()));
    }
}
