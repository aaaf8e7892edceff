using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Pages;

/// <summary>The first founding story: a read-only developer is kept from Secrets, sees plainly why, and an admin's change shows at once.</summary>
public sealed class SecretsStoryTests(ConsoleDemo demo) : IClassFixture<ConsoleDemo>
{
    private const string Blocked = "[data-testid=blocked]";

    [Fact]
    public async Task Secrets_OfADeveloper_FollowTheSettingWithoutAReload()
    {
        await using var developer = await demo.SignedInAsync("developer");
        await developer.GoAsync("/c/demo/secrets?ns=shop");
        await developer.See(Blocked).WaitForAsync();
        var said = await developer.See(Blocked).InnerTextAsync();
        said.Should().Contain("Secrets are hidden from read-only roles in this organization.")
            .And.Contain("you may not list secrets in namespace \"shop\"")
            .And.Contain("your role Project Read Only (project shop)").And.Contain("\"secrets: hidden\"").And.Contain("To ask: admin (Organization Admin).");
        await developer.ShotAsync("secrets-blocked");
        await developer.See(Blocked).GetByText("Copy request").ClickAsync();
        (await developer.Page.EvaluateAsync<string>("navigator.clipboard.readText()")).Should().Contain("developer asks to see secrets in demo, namespace shop");
        await developer.Page.EvaluateAsync("window.notReloaded = true");

        await demo.ChangeAsync(HttpMethod.Put, "/api/v1/settings/secrets", new { value = "visible", reason = "a story" });

        await developer.ShowsAsync("Access has changed: this is open to you now.");
        await developer.See("[data-open-row]").GetByText("checkout-database").ClickAsync();
        await developer.See(".secret-keys tr").GetByText("password").WaitForAsync();
        await developer.See(".secret-keys button").Last.ClickAsync();
        var value = await developer.See(".secret-keys pre").InnerTextAsync();
        value.Length.Should().BeGreaterThan(8);
        await developer.ShotAsync("secrets-visible");

        await demo.ChangeAsync(HttpMethod.Put, "/api/v1/settings/secrets", new { value = "hidden", reason = "the story's end" });

        await developer.ShowsAsync("Access has changed: this is closed to you now.");
        await developer.UntilAsync("!document.querySelector('.secret-keys') && !document.querySelector('[data-row]')");
        (await developer.Page.ContentAsync()).Should().NotContain(value);
        (await developer.Page.EvaluateAsync<bool>("window.notReloaded")).Should().BeTrue();
        developer.Complaints.Should().BeEmpty();
    }
}
