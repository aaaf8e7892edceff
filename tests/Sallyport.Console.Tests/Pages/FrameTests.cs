using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Pages;

/// <summary>Getting in, getting about, and getting out.</summary>
public sealed class FrameTests(ConsoleDemo demo) : IClassFixture<ConsoleDemo>
{
    [Fact]
    [CatalogueRow(230)]
    public async Task Stranger_WithADeepLink_IsSentToSignInAndMeantToComeBack()
    {
        await using var stranger = await demo.OpenAsync();

        await stranger.Page.GotoAsync("/c/demo/pods?ns=shop&q=status:failing");

        Uri.UnescapeDataString(stranger.Page.Url).Should().EndWith("/signin?returnUrl=/c/demo/pods?ns=shop&q=status:failing");
        (await stranger.See("input[name=returnUrl]").First.GetAttributeAsync("value")).Should().Be("/c/demo/pods?ns=shop&q=status:failing");
    }

    [Fact]
    public async Task Link_OfTheDemo_SignsInOnce()
    {
        await using (await demo.SignedInAsync("project-admin"))
        {
            await using var second = await demo.OpenAsync();
            await second.Page.GotoAsync(demo.LinkOf("project-admin"));
            await second.ShowsAsync("This link is not valid");
        }
    }

    [Fact]
    public async Task Keys_AloneOpenAPodAndCloseIt()
    {
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync("/");
        await page.See(".fleet-scroll tbody tr").First.WaitForAsync();

        await page.Page.Keyboard.PressAsync("g");
        await page.Page.Keyboard.PressAsync("p");
        await page.UntilAsync("location.pathname === '/c/_/pods'");
        await page.See("[data-row]").First.WaitForAsync();
        await page.Page.Keyboard.PressAsync("j");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.See(".side-panel .object-head").WaitForAsync();
        await page.Page.Keyboard.PressAsync("y");
        await page.See(".yaml pre").WaitForAsync();
        page.Page.Url.Should().Contain("tab=yaml").And.Contain("open=demo/shop/");
        await page.Page.Keyboard.PressAsync("Escape");
        await page.UntilAsync("!document.querySelector('.side-panel')");

        await page.Page.GoBackAsync();
        await page.See(".yaml pre").WaitForAsync();
        page.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task Palette_LeadsToWhatWasTyped()
    {
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync("/");

        await page.Page.Keyboard.PressAsync("Control+k");
        await page.See("[data-palette-input]").PressSequentiallyAsync("statef");
        await page.See("#palette-list [role=option]").GetByText("StatefulSets").WaitForAsync();
        await page.UntilAsync("document.querySelector('#palette-list [aria-selected=true]')?.textContent.includes('StatefulSets')");
        await page.ShotAsync("palette");
        await page.Page.Keyboard.PressAsync("Enter");

        await page.UntilAsync("location.pathname === '/c/_/statefulsets.apps'");
        await page.See("[data-row]").First.WaitForAsync();
    }

    [Fact]
    public async Task Theme_ThatWasChosen_IsThereFromTheFirstPaint()
    {
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync("/");
        await page.See("[data-theme-switch]").ClickAsync();

        var answer = await page.Page.GotoAsync("/clusters");

        (await answer!.TextAsync()).Should().Contain("data-theme=\"dark\"");
    }

    [Fact]
    public async Task Pickers_ChangeTheAddressAndTheRows()
    {
        await using var page = await demo.SignedInAsync("admin");
        await page.GoAsync("/c/demo/pods");
        await page.See("[data-row]").First.WaitForAsync();

        await page.See("details.picker summary").Nth(1).ClickAsync();
        await page.See(".picker-item").GetByText("kube-system", new() { Exact = true }).ClickAsync();

        await page.UntilAsync("location.search === '?ns=kube-system'");
        await page.See("[data-row]").GetByText("coredns").First.WaitForAsync();
        await page.UntilAsync("![...document.querySelectorAll('[data-row]')].some(row => row.textContent.includes('storefront'))");
    }

    [Fact]
    public async Task Narrow_TheRailIsASheet()
    {
        await using var page = await demo.SignedInAsync("developer", width: 390);
        await page.GoAsync("/");
        (await page.See("#rail").IsVisibleAsync()).Should().BeFalse();

        await page.See("[data-sheet]").ClickAsync();
        await page.See("#rail a[data-go=p]").ClickAsync();

        await page.UntilAsync("location.pathname === '/c/_/pods'");
        await page.UntilAsync("getComputedStyle(document.getElementById('rail')).visibility === 'hidden'");
    }
}
