using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Identity.Pages;
using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Tests.Identity.Pages;

public sealed class SignInTests : IAsyncLifetime
{
    private const string Password = "a rather long password";
    private ConsoleHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await ConsoleHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task SetupLink_OnANewHub_MakesTheFirstAdminOnceAndSignsThemIn()
    {
        using var browser = _hub.Browse();
        var token = await _hub.SetupTokenAsync();
        await browser.OpenAsync("/setup?token=" + token);

        (await browser.SendAsync("/setup", ("name", "Root!"), ("password", Password), ("again", Password))).Status.Should().Be(400);
        (await browser.SendAsync("/setup", ("name", "root"), ("password", "root is short"), ("again", "root is short"))).Text.Should().Contain("contains your name");
        var answer = await browser.SendAsync("/setup", ("name", "root"), ("password", Password), ("again", Password));

        answer.Should().BeEquivalentTo(new { Status = 302, Location = "/" });
        (await browser.OpenAsync("/account")).Text.Should().Contain("root").And.Contain("this one");
        _hub.Services.GetRequiredService<PolicySource>().Current.IsOrganizationAdmin("root", DateTimeOffset.UtcNow).Should().BeTrue();
        using var other = _hub.Browse();
        await other.OpenAsync("/setup?token=" + token);
        (await other.SendAsync("/setup", ("name", "second"), ("password", Password), ("again", Password))).Status.Should().Be(403);
        (await _hub.TrailAsync("not valid")).Should().Contain("root True root became the first Organization Admin, and signed in.");
    }

    [Fact]
    [CatalogueRow(227)]
    public async Task SignIn_WithThePassword_GivesANewSessionInACookieForThisHostAlone()
    {
        await _hub.PersonAsync("ada", Password);
        using var browser = _hub.Browse();
        browser.Set("__Host-sallyport", "planted");

        var answer = await browser.SignInAsync("ada", Password, "/account?x=1");

        answer.Should().BeEquivalentTo(new { Status = 302, Location = "/account?x=1" });
        answer.Headers["Set-Cookie"].Should().MatchRegex("__Host-sallyport=spt_.*; path=/; secure; samesite=lax; httponly");
        browser.Session!.Value.Should().StartWith("spt_");
        (await browser.OpenAsync("/account")).Status.Should().Be(200);
        (await _hub.TrailAsync("with a password.")).Should().Contain("ada True ada signed in with a password.");
    }

    [Fact]
    public async Task SignOut_EndsTheSessionItself()
    {
        await _hub.PersonAsync("ada", Password);
        using var browser = _hub.Browse();
        await browser.SignInAsync("ada", Password);
        var cookie = browser.Session!.Value;
        await browser.OpenAsync("/account");

        (await browser.SendAsync("/signout")).Location.Should().Be("/signin");

        using var thief = _hub.Browse();
        thief.Set("__Host-sallyport", cookie);
        (await thief.OpenAsync("/account")).Location.Should().StartWith("/signin");
    }

    [Fact]
    public async Task SignIn_WrongTooOften_LocksAndSaysTheSameToAll()
    {
        await _hub.PersonAsync("ada", Password);
        using var browser = _hub.Browse();
        var stranger = await browser.SignInAsync("nobody", Password);
        var answers = new List<Answer>();
        for (var i = 0; i < 8; i++)
        {
            answers.Add(await browser.SignInAsync("ada", "wrong"));
        }

        var locked = await browser.SignInAsync("ada", Password);

        answers.Should().OnlyContain(answer => answer.Status == 403);
        locked.Status.Should().Be(403);
        Problem(locked).Should().Be(Problem(stranger)).And.Be(Problem(answers[0]));
        browser.Session.Should().BeNull();
        (await _hub.TrailAsync("locked for now")).Should().Contain("ada False Wrong, and once too often: the account is locked for ten minutes.");
    }

    [Fact]
    [CatalogueRow(246)]
    public async Task SignIn_OfADisabledUser_IsRefusedAndTheirSessionsHaveEnded()
    {
        await _hub.PersonAsync("ada", Password);
        using var browser = _hub.Browse();
        await browser.SignInAsync("ada", Password);

        await _hub.Services.GetRequiredService<PolicyStore>().RevokeAsync(
            async database => (await database.Users.FindAsync("ada"))!.Disabled = true, CancellationToken.None);

        (await browser.OpenAsync("/account")).Location.Should().StartWith("/signin");
        (await browser.SignInAsync("ada", Password)).Text.Should().Contain("disabled");
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil")]
    [InlineData("/%0d%0aLocation: x")]
    [InlineData("")]
    [CatalogueRow(230)]
    public async Task SignIn_ToAPlaceElsewhere_GoesToTheStart(string place)
    {
        await _hub.PersonAsync("ada", Password);
        using var browser = _hub.Browse();

        (await browser.SignInAsync("ada", Password, place)).Location.Should().Be("/");
    }

    [Theory]
    [InlineData("null")]
    [InlineData(null)]
    [InlineData("https://127.0.0.1.evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("http")]
    [CatalogueRow(225, 226)]
    public async Task Form_FromAnotherOrigin_IsRefused(string? origin)
    {
        await _hub.PersonAsync("ada", Password);
        using var browser = _hub.Browse();
        await browser.OpenAsync("/signin");
        browser.Origin = origin == "http" ? browser.Origin!.Replace("https", "http", StringComparison.Ordinal) : origin;

        (await browser.SendAsync("/signin", ("name", "ada"), ("password", Password))).Status.Should().Be(403);
        browser.Session.Should().BeNull();
    }

    [Fact]
    [CatalogueRow(226)]
    public async Task Form_WithoutItsToken_IsRefused()
    {
        using var browser = _hub.Browse();
        await browser.OpenAsync("/signin");

        (await browser.SendRawAsync("/signin", new FormUrlEncodedContent([KeyValuePair.Create("name", "ada")]))).Status.Should().Be(403);
        (await browser.SendRawAsync("/signin", new StringContent("name=ada&password=x"))).Status.Should().Be(403);
    }

    [Fact]
    public async Task Pages_AllOfThem_ForbidInlineScriptsFramesAndCaching()
    {
        using var browser = _hub.Browse();
        foreach (var place in Pages().Where(page => page.Method == "GET").Select(page => page.Path))
        {
            var headers = (await browser.OpenAsync(place)).Headers;

            headers["Content-Security-Policy"].Should().Contain("default-src 'none'").And.Contain("frame-ancestors 'none'").And.NotContain("unsafe");
            headers["Cache-Control"].Should().Contain("no-store");
            headers.Should().Contain("X-Frame-Options", "DENY");
        }
    }

    [Fact]
    public async Task Pages_OfSomebodysAccount_ArePutBehindSigningIn()
    {
        using var browser = _hub.Browse();
        var guarded = Pages().Where(page => page.Access == PageAccess.SignedIn).ToArray();

        guarded.Should().HaveCountGreaterThan(6);
        foreach (var (method, path, _) in guarded)
        {
            var answer = method == "GET" ? await browser.OpenAsync(path) : await browser.SendAsync(path);
            answer.Location.Should().StartWith("/signin?returnUrl=");
        }
    }

    private IEnumerable<(string Method, string Path, PageAccess Access)> Pages() =>
        from route in _hub.Routes
        let page = route.Metadata.GetMetadata<PageEndpoint>()
        where page is not null
        select (route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single(), route.RoutePattern.RawText!, page.Access);

    private static string Problem(Answer answer) => System.Text.RegularExpressions.Regex.Match(answer.Text, "role=\"alert\">([^<]+)<").Groups[1].Value;
}
