using Microsoft.Playwright;
using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Pages;

/// <summary>A page does not outlive the session it was opened with.</summary>
public sealed class SessionEndTests(ConsoleDemo demo) : IClassFixture<ConsoleDemo>
{
    [Fact]
    [CatalogueRow(246)]
    public async Task Session_Revoked_TakesAllOfThePageAndAsksToSignIn()
    {
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync("/c/demo/pods?ns=shop");
        await page.See("[data-row]").First.WaitForAsync();

        await demo.ChangeAsync(HttpMethod.Post, "/api/v1/users/developer/revoke", body: null);

        await page.ShowsAsync("Your session has ended");
        (await page.Page.ContentAsync()).Should().NotContain("storefront");
        await page.See("a.button").GetByText("Sign in").ClickAsync();
        page.Page.Url.Should().Contain("/signin?returnUrl=%2Fc%2Fdemo%2Fpods%3Fns%3Dshop");
    }

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        await using var page = await demo.SignedInAsync("project-admin");
        await page.GoAsync("/");
        await page.See(".topbar-me summary").ClickAsync();

        await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign out" }).ClickAsync();

        await page.UntilAsync("location.pathname === '/signin'");
        await page.Page.GotoAsync("/c/demo/pods");
        page.Page.Url.Should().Contain("/signin?returnUrl=");
    }
}
