using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Pages;

/// <summary>How a table is looked at is its own affair and its address'; a view that is worth a name gets one.</summary>
public sealed class TableControlsTests(ConsoleDemo demo) : IClassFixture<ConsoleDemo>
{
    [Fact]
    public async Task View_WithAName_IsFoundAgainInItsListAndInThePalette()
    {
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync("/c/demo/pods?ns=shop&q=storefront&sort=-age");
        await page.See("[data-row]").First.WaitForAsync();
        await page.See(".views-menu summary").ClickAsync();
        await page.See(".views-save input").FillAsync("our shop front");
        await page.ShotAsync("views-menu");
        await page.See(".views-save button").ClickAsync();
        await page.See(".views-menu li a").GetByText("our shop front").WaitForAsync();

        await page.GoAsync("/c/_/pods");
        await page.See(".views-menu summary").ClickAsync();
        await page.See(".views-menu li a").GetByText("our shop front").ClickAsync();
        await page.UntilAsync("location.pathname + location.search === '/c/demo/pods?ns=shop&q=storefront&sort=-age'");

        await page.GoAsync("/");
        await page.Page.Keyboard.PressAsync("/");
        await page.See("[data-palette-input]").FillAsync("our shop");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilAsync("location.pathname + location.search === '/c/demo/pods?ns=shop&q=storefront&sort=-age'");

        await page.See(".views-menu summary").ClickAsync();
        await page.See(".views-menu li button").ClickAsync();
        await page.UntilAsync("document.querySelectorAll('.views-menu li').length === 0");
        page.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task Views_ThatSomebodyElseWroteIntoTheBrowser_LeadNowhereElse()
    {
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync("/c/demo/pods");
        await page.Page.EvaluateAsync("localStorage.setItem('sallyport-views-developer', JSON.stringify([{Name:'away',What:'',Href:'https://elsewhere.example/c/_/pods'},{Name:'<img src=x onerror=alert(1)>',What:'',Href:'/c/_/pods'}]))");

        await page.See(".views-menu summary").ClickAsync();

        await page.See(".views-menu li a").GetByText("<img src=x onerror=alert(1)>").WaitForAsync();
        (await page.See(".views-menu li").CountAsync()).Should().Be(1);
        await page.Page.EvaluateAsync("localStorage.removeItem('sallyport-views-developer')");
    }

    [Fact]
    public async Task Views_OfMoreThanAMessageHolds_AreNone_AndThePageStays()
    {
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync("/c/demo/pods");
        await page.Page.EvaluateAsync("localStorage.setItem('sallyport-views-developer', JSON.stringify([{Name:'a',What:'\"'.repeat(20000),Href:'/c/_/pods'}]))");

        await page.See(".views-menu summary").ClickAsync();

        await page.See(".views-menu .menu-body p").First.WaitForAsync();
        await page.Page.EvaluateAsync("localStorage.removeItem('sallyport-views-developer')");
        await page.See(".views-menu input").FillAsync("mine");
        await page.UntilAsync("!document.querySelector('.views-menu form button').disabled");
    }

    [Fact]
    public async Task Palette_BeginsWithWhatWasOpenedLately()
    {
        await using var page = await demo.SignedInAsync("admin");
        await page.GoAsync("/c/demo/deployments.apps/shop/storefront");
        await page.See(".object-head h1").WaitForAsync();
        await page.UntilAsync("(localStorage.getItem('sallyport-recent-admin') ?? '').includes('storefront')");

        await page.Page.Keyboard.PressAsync("/");

        await page.UntilAsync("document.querySelector('#palette-list [aria-selected=true]')?.textContent.includes('Deployment · demo / shop')");
        await page.ShotAsync("palette-recent");
    }

    [Fact]
    public async Task Columns_AreChosenAndMadeWider_AndTheAddressKeepsThem()
    {
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync("/c/demo/pods");
        await page.See("[data-row]").First.WaitForAsync();
        await page.See(".table-view summary").ClickAsync();
        await page.See(".table-view label").GetByText("Node", new() { Exact = true }).ClickAsync();
        await page.See(".table-view label").GetByText("Restarts", new() { Exact = true }).ClickAsync();
        await page.UntilAsync("document.querySelector('th[data-column=node]') && !document.querySelector('th[data-column=restarts]')");
        await page.ShotAsync("columns-menu");
        await page.Page.Keyboard.PressAsync("Escape");

        await page.See("th[data-column=node] button").FocusAsync();
        var before = await page.Page.EvaluateAsync<int>("document.querySelector('th[data-column=node]').offsetWidth");
        await page.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.UntilAsync("/widths=node:\\d+/.test(location.search)");
        await page.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.UntilAsync($"document.querySelector('th[data-column=node]').offsetWidth >= {before} + 16");
        var address = page.Page.Url;

        await using var colleague = await demo.SignedInAsync("developer");
        await colleague.GoAsync(address);
        await colleague.See("th[data-column=node]").WaitForAsync();
        await colleague.UntilAsync($"document.querySelector('col[data-column=node]').style.width === '{System.Text.RegularExpressions.Regex.Match(address, @"widths=node:(\d+)").Groups[1].Value}px'");
        (await colleague.See("th[data-column=restarts]").CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Filter_TeachesItsLanguage_AndSaysWhatItCannotRead()
    {
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync("/c/demo/pods");
        await page.See("[data-row]").First.WaitForAsync();
        await page.See(".filter-help summary").ClickAsync();
        await page.ShotAsync("filter-help");
        await page.See(".filter-help dt a").GetByText("status:failing").ClickAsync();
        await page.UntilAsync("location.search === '?q=status:failing' && document.querySelector('[data-filter]').value === 'status:failing'");
        await page.UntilAsync("!document.querySelector('.filter-help[open]')");

        await page.See("[data-filter]").FillAsync("age<soon");
        await page.ShowsAsync("say a time such as 90s, 1h or 5d");
    }

    [Fact]
    public async Task LabelSelector_SiftsInTheCluster_IsInSight_AndSaysWhatIsWrongWithIt()
    {
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync("/c/demo/pods?ns=shop&labels=app%3Dstorefront");
        await page.UntilAsync("[...document.querySelectorAll('[data-row]')].length > 0 && [...document.querySelectorAll('[data-row]')].every(row => row.textContent.includes('storefront'))");
        await page.See(".table-selector").GetByText("app=storefront").WaitForAsync();
        await page.ShotAsync("label-selector");

        await page.See(".table-selector a").ClickAsync();
        await page.UntilAsync("location.search === '?ns=shop' && [...document.querySelectorAll('[data-row]')].some(row => !row.textContent.includes('storefront'))");
    }

    [Fact]
    public async Task Rows_AreChosenByRange_AndAllAtOnce()
    {
        await using var page = await demo.SignedInAsync("admin");
        await page.GoAsync("/c/demo/pods?ns=shop");
        await page.See("[data-row]").Nth(3).WaitForAsync();
        await page.Page.Keyboard.PressAsync("j");
        await page.Page.Keyboard.PressAsync("x");
        await page.UntilAsync("document.querySelectorAll('[data-row][aria-selected=true]').length === 1");
        await page.Page.Keyboard.PressAsync("j");
        await page.Page.Keyboard.PressAsync("j");
        await page.Page.Keyboard.PressAsync("Shift+X");
        await page.UntilAsync("document.querySelectorAll('[data-row][aria-selected=true]').length === 3");

        await page.See("thead .table-check input").ClickAsync();
        await page.UntilAsync("document.querySelectorAll('[data-row][aria-selected=false]').length === 0");
        await page.See("thead .table-check input").ClickAsync();
        await page.UntilAsync("document.querySelectorAll('[data-row][aria-selected=true]').length === 0");
    }

    [Fact]
    public async Task Rows_CompactOrRoomy_AreSoFromTheFirstPaint()
    {
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync("/c/demo/pods");
        await page.See("[data-row]").First.WaitForAsync();
        await page.Page.Keyboard.PressAsync("Control+k");
        await page.See("[data-palette-input]").FillAsync("compact");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilAsync("document.querySelector('[data-row]').offsetHeight === 24");

        (await (await page.Page.GotoAsync("/c/demo/pods"))!.TextAsync()).Should().Contain("data-density=\"compact\"");
        await page.See("[data-row]").First.WaitForAsync();
        await page.ShotAsync("compact");
    }
}
