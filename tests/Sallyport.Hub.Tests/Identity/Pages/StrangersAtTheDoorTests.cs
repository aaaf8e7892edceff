using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Tests.Identity.Pages;

/// <summary>What people who are not signed in can use up by asking often.</summary>
public sealed class StrangersAtTheDoorTests : IAsyncLifetime
{
    private ConsoleHub _hub = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await ConsoleHub.StartAsync(limits: new HubLimits { StrangersPerAddress = new Rate(1, 5), AuditedStrangersPerAddress = new Rate(1, 3) });
        await _hub.AddAsync(new ProviderRow
        {
            Name = "corp", Title = "Corp", Issuer = "https://id.corp.example", ClientId = "x", Scopes = "openid", NameClaim = "email", GroupsClaim = "",
        });
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    [CatalogueRow(236)]
    public async Task Cookies_ThatAreMadeUp_CostTheirAddressAsTokensDo()
    {
        for (var i = 0; i < 12; i++)
        {
            using var browser = _hub.Browse();
            browser.Set("__Host-sallyport", BearerToken.Make());
            await browser.OpenAsync("/account");
        }

        _hub.Services.GetRequiredService<Strangers>().Wait("127.0.0.1").Should().NotBeNull();
    }

    [Theory]
    [InlineData("/signin/corp/callback?state=made-up&code=x")]
    [InlineData("/signin/corp/callback")]
    public async Task Callbacks_ThatAreMadeUp_AreCountedAndNotWrittenDownOneByOne(string place)
    {
        using var browser = _hub.Browse();
        for (var i = 0; i < 12; i++)
        {
            (await browser.OpenAsync(place)).Status.Should().Be(403);
        }

        _hub.Services.GetRequiredService<StrangerTrail>().WriteCounted();

        (await _hub.TrailAsync("not written down one by one")).Should().HaveCountLessThan(12);
    }

    [Fact]
    public async Task Passwords_ThatAreWrong_AreCountedAndNotWrittenDownOneByOne()
    {
        using var browser = _hub.Browse();
        for (var i = 0; i < 12; i++)
        {
            await browser.SignInAsync("nobody", "a password that is wrong");
        }

        _hub.Services.GetRequiredService<StrangerTrail>().WriteCounted();

        (await _hub.TrailAsync("not written down one by one")).Should().HaveCountLessThan(12);
    }
}
