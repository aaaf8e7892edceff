using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Identity.Accounts;

namespace Sallyport.Hub.Tests.Identity.Pages;

public sealed partial class AccountTests : IAsyncLifetime
{
    private const string Password = "a rather long password";
    private const string Other = "quite another passphrase";
    private ConsoleHub _hub = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await ConsoleHub.StartAsync();
        await _hub.PersonAsync("ada", Password);
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Invitation_Used_IsGoodOnceAndSignsIn()
    {
        var link = await _hub.InviteAsync("bob");
        using var browser = _hub.Browse();
        (await browser.OpenAsync(link)).Text.Should().Contain("Welcome, bob");

        (await browser.SendAsync("/invitation", ("password", "short"), ("again", "short"))).Status.Should().Be(400);
        (await browser.SendAsync("/invitation", ("password", Other), ("again", Password))).Text.Should().Contain("differ");
        (await browser.SendAsync("/invitation", ("password", Other), ("again", Other))).Location.Should().Be("/");

        (await browser.OpenAsync(link)).Status.Should().Be(403);
        (await browser.OpenAsync("/account")).Text.Should().Contain("bob");
    }

    [Fact]
    public async Task Password_Changed_EndsEveryOtherSession()
    {
        using var here = _hub.Browse();
        using var there = _hub.Browse();
        await here.SignInAsync("ada", Password);
        await there.SignInAsync("ada", Password);
        await here.OpenAsync("/account");

        (await here.SendAsync("/account/password", ("current", "wrong"), ("password", Other), ("again", Other))).Status.Should().Be(403);
        (await there.OpenAsync("/account")).Status.Should().Be(200);
        (await here.SendAsync("/account/password", ("current", Password), ("password", Other), ("again", Other))).Status.Should().Be(200);

        (await here.OpenAsync("/account")).Status.Should().Be(200);
        (await there.OpenAsync("/account")).Location.Should().StartWith("/signin");
        (await there.SignInAsync("ada", Password)).Status.Should().Be(403);
        (await there.SignInAsync("ada", Other)).Status.Should().Be(302);
    }

    [Fact]
    public async Task SecondFactor_SetUp_IsAskedForAndEachCodeIsGoodOnce()
    {
        using var browser = _hub.Browse();
        await browser.SignInAsync("ada", Password);
        await browser.OpenAsync("/account");
        var page = await browser.SendAsync("/account/second-factor");
        page.Text.Should().Contain("<svg").And.NotContain("<script");
        var key = Key().Match(page.Text).Groups[1].Value;

        (await browser.SendAsync("/account/second-factor/confirm", ("code", "000000x"))).Status.Should().Be(400);
        var shown = Code(key, 0);
        var recovery = RecoveryCode().Matches((await browser.SendAsync("/account/second-factor/confirm", ("code", shown))).Text);

        recovery.Should().HaveCount(10);
        using var other = _hub.Browse();
        (await other.SignInAsync("ada", Password)).Text.Should().Contain("Second factor");
        other.Session.Should().BeNull();
        (await other.SendAsync("/signin/code", ("code", shown))).Status.Should().Be(403, "it was used to set the app up");
        (await other.SendAsync("/signin/code", ("code", Code(key, 1)))).Status.Should().Be(302);
        using var third = _hub.Browse();
        await third.SignInAsync("ada", Password);
        (await third.SendAsync("/signin/code", ("code", recovery[0].Value))).Status.Should().Be(302);
        await third.SendAsync("/signout");
        await third.SignInAsync("ada", Password);
        (await third.SendAsync("/signin/code", ("code", recovery[0].Value))).Status.Should().Be(403, "a recovery code is good once");
    }

    [Theory]
    [InlineData("as it was")]
    [InlineData("with a zero in front")]
    [InlineData("with a sign")]
    public async Task Code_SeenByAnother_IsNotGoodAgainEvenAfterALaterOne(string how)
    {
        using var browser = _hub.Browse();
        await browser.SignInAsync("ada", Password);
        await browser.OpenAsync("/account");
        var key = Key().Match((await browser.SendAsync("/account/second-factor")).Text).Groups[1].Value;
        var seen = Code(key, 0);
        await browser.SendAsync("/account/second-factor/confirm", ("code", seen));
        using var other = _hub.Browse();
        await other.SignInAsync("ada", Password);
        if (how == "as it was")
        {
            (await other.SendAsync("/signin/code", ("code", Code(key, 1)))).Status.Should().Be(302);
            await other.SendAsync("/signout");
            await other.SignInAsync("ada", Password);
        }

        var again = how switch
        {
            "with a zero in front" => "0" + seen,
            "with a sign" => "+" + seen,
            _ => seen,
        };

        (await other.SendAsync("/signin/code", ("code", again))).Status.Should().Be(403);
    }

    [Fact]
    public async Task Invitation_OfSomebodyWithASecondFactor_StillAsksForIt()
    {
        using var browser = _hub.Browse();
        await browser.SignInAsync("ada", Password);
        await browser.OpenAsync("/account");
        var key = Key().Match((await browser.SendAsync("/account/second-factor")).Text).Groups[1].Value;
        await browser.SendAsync("/account/second-factor/confirm", ("code", Code(key, 0)));
        var invitation = await _hub.Services.GetRequiredService<Invitations>().MakeAsync("ada", "test", CancellationToken.None);
        using var finder = _hub.Browse();
        await finder.OpenAsync("/invitation?token=" + invitation!.Token);

        var answer = await finder.SendAsync("/invitation", ("password", Other), ("again", Other));

        answer.Text.Should().Contain("Second factor");
        finder.Session.Should().BeNull();
        (await finder.SendAsync("/signin/code", ("code", Code(key, 1)))).Status.Should().Be(302);
    }

    [Fact]
    public async Task SecondFactor_EndedByAnAdmin_IsNoLongerAskedFor()
    {
        using var browser = _hub.Browse();
        await browser.SignInAsync("ada", Password);
        await browser.OpenAsync("/account");
        var key = Key().Match((await browser.SendAsync("/account/second-factor")).Text).Groups[1].Value;
        await browser.SendAsync("/account/second-factor/confirm", ("code", Code(key, 0)));
        using var other = _hub.Browse();
        (await other.SignInAsync("ada", Password)).Text.Should().Contain("Second factor");

        await EndSecondFactorAsync("ada");

        (await other.SignInAsync("ada", Password)).Status.Should().Be(302);
    }

    [Fact]
    [CatalogueRow(239)]
    public async Task Sessions_OfOthers_CannotBeEnded()
    {
        await _hub.PersonAsync("bob", Password);
        using var ada = _hub.Browse();
        using var bob = _hub.Browse();
        await ada.SignInAsync("ada", Password);
        await bob.SignInAsync("bob", Password);
        var sessions = await bob.OpenAsync("/account");
        await ada.OpenAsync("/account");

        foreach (Match id in SessionId().Matches(sessions.Text))
        {
            await ada.SendAsync("/account/sessions/end", ("id", id.Groups[1].Value));
        }

        (await bob.OpenAsync("/account")).Status.Should().Be(200);
    }

    private async Task EndSecondFactorAsync(string name)
    {
        using var http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(_hub.Console, $"/api/v1/users/{name}/second-factor"));
        request.Headers.Add("Authorization", "Bearer " + await _hub.AdminTokenAsync());
        using var response = await http.SendAsync(request);
        response.StatusCode.Should().Be(HttpStatusCode.NoContent);
    }

    /// <summary>RFC 6238 with the defaults of authenticator apps.</summary>
    private static string Code(string key, int step)
    {
        var counter = BitConverter.GetBytes(IPAddress.HostToNetworkOrder((DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30) + step));
#pragma warning disable CA5350 // The algorithm is RFC 6238's.
        var hash = HMACSHA1.HashData(FromBase32(key), counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 15;
        var number = ((hash[offset] & 127) << 24 | hash[offset + 1] << 16 | hash[offset + 2] << 8 | hash[offset + 3]) % 1_000_000;
        return number.ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    [GeneratedRegex("class=\"code\">([A-Z2-7]+)<")]
    private static partial Regex Key();

    [GeneratedRegex("[A-Z0-9]{5}-[A-Z0-9]{5}")]
    private static partial Regex RecoveryCode();

    [GeneratedRegex("name=\"id\" value=\"([^\"]+)\"")]
    private static partial Regex SessionId();
}
