using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Identity.Pages;
using Answer = Sallyport.Hub.Tests.Identity.Pages.Answer;

namespace Sallyport.Hub.Tests.Identity.Providers;

/// <summary>Signing in by a real provider, through its own pages, over real sockets.</summary>
public class ProviderSignInTests : IAsyncLifetime
{
    private static readonly object People = new
    {
        ada = new { preferred_username = "Ada@corp.example", groups = new[] { "developers", "unmapped", "system:masters" } },
        eve = new { preferred_username = "eve\r\nImpersonate-Group: system:masters", groups = new[] { "developers" } },
        bob = new { preferred_username = "root" },
        many = new { preferred_username = "many", groups = Enumerable.Range(0, 500).Select(i => $"g{i}") },
    };

    private ConsoleHub _hub = null!;
    private IdentityProvider _corp = null!;
    private IdentityProvider _other = null!;
    private string _admin = "";

    public async ValueTask InitializeAsync()
    {
        _hub = await ConsoleHub.StartAsync(await DatabaseAsync());
        _corp = await IdentityProvider.StartAsync(People, new Uri(_hub.Console, "/signin/corp/callback").ToString());
        _other = await IdentityProvider.StartAsync(
            new { zoe = new { preferred_username = "zoe", groups = new[] { "developers" } }, ada = new { preferred_username = "ada@corp.example" } },
            new Uri(_hub.Console, "/signin/other/callback").ToString());
        _admin = await _hub.AdminTokenAsync();
        await SetAsync("corp", _corp, new Dictionary<string, string[]> { ["developers"] = ["dev"] });
        await SetAsync("other", _other, []);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _corp.Dispose();
        _other.Dispose();
        return _hub.DisposeAsync();
    }

    [Fact]
    public async Task SignIn_TheFirstTime_MakesAUserWithMappedGroupsAndNoRights()
    {
        using var browser = _hub.Browse();
        (await browser.OpenAsync("/signin")).Text.Should().Contain("Continue with corp").And.Contain("Continue with other");

        (await SignInAsync(browser, "corp", _corp, "ada", "/account")).Should().BeEquivalentTo(new { Status = 302, Location = "/account" });

        (await browser.OpenAsync("/account")).Text.Should().Contain("ada@corp.example").And.Contain("by corp");
        User("ada@corp.example").Groups.Should().Equal("dev");
        _hub.Services.GetRequiredService<PolicySource>().Current.Document.Assignments.Should().OnlyContain(a => a.Subject.Name == "root");
        (await _hub.TrailAsync("for the first time")).Should().Contain("ada@corp.example True ada@corp.example signed in by corp for the first time, in groups dev.");
    }

    [Fact]
    public async Task SignIn_Again_TakesTheGroupsOfNowAndLeavesThoseAnAdminGave()
    {
        using var browser = _hub.Browse();
        await SignInAsync(browser, "corp", _corp, "ada");
        await _hub.AddAsync(new MembershipRow { User = "ada@corp.example", Group = "by-hand" });
        await SetAsync("corp", _corp, new Dictionary<string, string[]> { ["unmapped"] = ["readers"] });

        await SignInAsync(browser, "corp", _corp, "ada");

        User("ada@corp.example").Groups.Should().Equal("by-hand", "readers");
    }

    [Fact]
    [CatalogueRow(151)]
    public async Task Groups_OfTheSameName_OfAnotherProvider_AreNotTheSame()
    {
        using var browser = _hub.Browse();
        await SignInAsync(browser, "other", _other, "zoe");

        User("zoe").Groups.Should().BeEmpty("only corp's developers are mapped");
    }

    [Theory]
    [InlineData("corp", "eve", "no name")]
    [InlineData("corp", "bob", "belongs to somebody else")]
    [CatalogueRow(144)]
    public async Task SignIn_WithANameThatCannotBeHad_IsRefused(string provider, string login, string why)
    {
        using var browser = _hub.Browse();

        var answer = await SignInAsync(browser, provider, _corp, login);

        answer.Status.Should().Be(403);
        answer.Text.Should().Contain(why);
        browser.Session.Should().BeNull();
        (await _hub.TrailAsync(why)).Should().NotBeEmpty();
    }

    [Fact]
    public async Task SignIn_BySomebodyOfTheSameNameAtAnotherProvider_IsRefused()
    {
        using var browser = _hub.Browse();
        await SignInAsync(browser, "corp", _corp, "ada");
        using var other = _hub.Browse();

        (await SignInAsync(other, "other", _other, "ada")).Status.Should().Be(403);
    }

    [Fact]
    [CatalogueRow(229)]
    public async Task SignIn_WithFiveHundredGroups_HasNone()
    {
        using var browser = _hub.Browse();

        await SignInAsync(browser, "corp", _corp, "many");

        User("many").Groups.Should().BeEmpty();
        (await _hub.TrailAsync("lists 500 groups")).Should().NotBeEmpty();
    }

    [Fact]
    [CatalogueRow(227)]
    public async Task Answer_InAnotherBrowser_IsRefused()
    {
        using var attacker = _hub.Browse();
        using var victim = _hub.Browse();
        var back = await _corp.VisitAsync(await StartAsync(attacker, "corp"), "ada");

        var answer = await victim.OpenAsync(back.PathAndQuery);

        answer.Status.Should().Be(403);
        victim.Session.Should().BeNull();
    }

    [Fact]
    public async Task Provider_Removed_EndsItsSessionsAndMemberships()
    {
        using var browser = _hub.Browse();
        await SignInAsync(browser, "corp", _corp, "ada");

        (await SendAsync(HttpMethod.Delete, "/api/v1/providers/corp", null)).Should().Be(204);

        (await browser.OpenAsync("/account")).Location.Should().StartWith("/signin");
        User("ada@corp.example").Groups.Should().BeEmpty();
        (await browser.OpenAsync("/signin/corp")).Status.Should().Be(404);
    }

    /// <summary>The PostgreSQL that the hub keeps its things in; null for SQLite.</summary>
    protected virtual Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);

    private static async Task<Answer> SignInAsync(Browser browser, string name, IdentityProvider provider, string login, string returnUrl = "/")
    {
        var back = await provider.VisitAsync(await StartAsync(browser, name, returnUrl), login);
        return await browser.OpenAsync(back.PathAndQuery);
    }

    private static async Task<Uri> StartAsync(Browser browser, string provider, string returnUrl = "/") =>
        new((await browser.OpenAsync($"/signin/{provider}?returnUrl={Uri.EscapeDataString(returnUrl)}")).Location!);

    private Access.Policy.PolicyUser User(string name) =>
        _hub.Services.GetRequiredService<PolicySource>().Current.Document.Users.Single(user => user.Name == name);

    private async Task SetAsync(string name, IdentityProvider provider, Dictionary<string, string[]> groups) =>
        (await SendAsync(HttpMethod.Put, $"/api/v1/providers/{name}", new
        {
            issuer = provider.Issuer.GetLeftPart(UriPartial.Authority),
            clientId = "sallyport",
            clientSecret = "a-secret-of-the-tests",
            scopes = "openid profile groups",
            groups,
        })).Should().Be(200);

    private async Task<int> SendAsync(HttpMethod method, string place, object? body)
    {
        using var http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
        using var request = new HttpRequestMessage(method, new Uri(_hub.Console, place)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Authorization", "Bearer " + _admin);
        using var response = await http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
