using Microsoft.Playwright;
using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Logs;

/// <summary>Lines on a page: they follow, until somebody scrolls up, and they are searched and read back.</summary>
public sealed class LogsTests(ConsoleDemo demo) : IClassFixture<ConsoleDemo>
{
    private const string AtEnd = "(() => { const l = document.querySelector('.logs-list'); return l.scrollHeight - l.scrollTop - l.clientHeight < 36; })()";
    private const string Address = "/c/demo/deployments.apps/shop/storefront?tab=logs";

    [Fact]
    public async Task Lines_ScrolledUp_StayAndOfferTheNewOnesBelow()
    {
        await using var page = await OpenAsync();
        await page.UntilAsync(AtEnd);
        (await page.See(".logs-below").IsVisibleAsync()).Should().BeFalse();

        await page.See(".logs-list").HoverAsync();
        await page.Page.Mouse.WheelAsync(0, -600);

        await page.See(".logs-below").WaitForAsync();
        (await page.Page.EvaluateAsync<bool>($"() => {AtEnd}")).Should().BeFalse();
        await page.ShotAsync("logs-new-lines-below");
        await page.See(".logs-below").ClickAsync();
        await page.UntilAsync(AtEnd);
        await page.See(".logs-below").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        var shown = await CountAsync(page);
        await page.UntilAsync($"Number(document.querySelector('[data-log=count]').textContent.replace(/\\D/g, '')) > {shown} && {AtEnd}");
    }

    [Fact]
    public async Task Search_MarksWhatItFindsAndGoesFromOneToTheNext()
    {
        await using var page = await OpenAsync();

        await page.See(".logs-search").FillAsync("healthz");
        await page.UntilAsync("Number(document.querySelector('[data-log=found]').textContent) >= 2");
        await page.See(".logs-search").PressAsync("Enter");

        await page.See("[data-log=found]").GetByText("1 / ").WaitForAsync();
        await page.See(".logs-list .line.at mark").GetByText("healthz").First.WaitForAsync();
        await page.See(".logs-search").PressAsync("Enter");
        await page.See("[data-log=found]").GetByText("2 / ").WaitForAsync();
        await page.See(".logs-search").PressAsync("Shift+Enter");
        await page.See("[data-log=found]").GetByText("1 / ").WaitForAsync();
        await page.ShotAsync("logs-search");
    }

    [Fact]
    public async Task PreviousRun_OfAContainerThatDies_HasItsLastWords()
    {
        var pods = await demo.AskClusterAsync(HttpMethod.Get, "/api/v1/namespaces/shop/pods?labelSelector=app%3Drecommendations");
        var pod = pods.GetProperty("items")[0].GetProperty("metadata").GetProperty("name").GetString();
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync($"/c/demo/pods/shop/{pod}?tab=logs");
        await page.See(".logs-view").WaitForAsync();

        await page.Page.GetByLabel("Previous run").CheckAsync();

        await page.See(".logs-list .line.level-6, .logs-list .line.level-5").GetByText("model cannot be read").First.WaitForAsync();
        await page.ShotAsync("logs-previous");
    }

    [Fact]
    public async Task Level_Chosen_LeavesOutWhatIsBelowIt()
    {
        await using var page = await OpenAsync();
        await page.See(".logs-list .line.level-3").First.WaitForAsync();

        await page.Page.GetByLabel("Least level").SelectOptionAsync("5");

        await page.UntilAsync("!document.querySelector('.logs-list .line.level-3')");
    }

    private async Task<ConsolePage> OpenAsync()
    {
        var page = await demo.SignedInAsync("developer");
        await page.GoAsync(Address);
        await page.See(".logs-list .line").Nth(20).WaitForAsync();
        return page;
    }

    private static Task<int> CountAsync(ConsolePage page) =>
        page.Page.EvaluateAsync<int>("() => Number(document.querySelector('[data-log=count]').textContent.replace(/\\D/g, ''))");
}
