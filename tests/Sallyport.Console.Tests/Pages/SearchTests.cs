using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Pages;

/// <summary>A name typed anywhere leads to the object, in whichever cluster it is, as far as one may see.</summary>
public sealed class SearchTests(SearchTests.ClustersAndOneAway demo) : IClassFixture<SearchTests.ClustersAndOneAway>
{
    private const string Chosen = "document.querySelector('#palette-list [aria-selected=true]')";

    [Fact]
    public async Task Palette_FindsAnObjectByAPartOfItsName_InEveryCluster()
    {
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync("/");

        await page.Page.Keyboard.PressAsync("/");
        await page.See("[data-palette-input]").PressSequentiallyAsync("storef");
        await page.UntilAsync("[...document.querySelectorAll('#palette-list [role=option]')].filter(o => o.textContent.includes('Deployment · ')).length === 2");
        await page.ShotAsync("palette-objects");
        (await page.See("#palette-list mark").First.TextContentAsync()).Should().Be("storef");
        await page.UntilAsync("!document.querySelector('#palette-list[aria-busy]')");
        await page.Page.Keyboard.PressAsync("Enter");

        await page.UntilAsync("/^\\/c\\/demo-eu-1\\/deployments.apps\\/shop\\/storefront/.test(location.pathname)");
        await page.See(".object-head").WaitForAsync();
        page.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task Palette_EnterAtOnce_LeadsToWhatWasTypedAndToNothingEarlier()
    {
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync("/");
        await page.Page.Keyboard.PressAsync("Control+k");
        await page.See("[data-palette-input]").PressSequentiallyAsync("no");
        await page.UntilAsync($"{Chosen}?.textContent.includes('Nodes')");

        await page.See("[data-palette-input]").FillAsync("statefulsets");
        await page.Page.Keyboard.PressAsync("Enter");

        await page.UntilAsync("location.pathname === '/c/_/statefulsets.apps'");
    }

    [Fact]
    public async Task Palette_OfWhatIsNoPage_LeadsToTheSearch()
    {
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync("/");
        await page.Page.Keyboard.PressAsync("Control+k");
        await page.See("[data-palette-input]").FillAsync("checkou");
        await page.Page.Keyboard.PressAsync("Enter");

        await page.UntilAsync("location.pathname + location.search === '/search?q=checkou'");
        await page.See(".search-page [data-row]").First.WaitForAsync();
        (await page.See(".search-page mark").First.TextContentAsync()).Should().Be("checkou");
    }

    [Fact]
    public async Task Search_NarrowsByKindAndCluster_AndTheAddressHasItAll()
    {
        await using var page = await demo.SignedInAsync("admin");
        await page.GoAsync("/search?q=storefront");
        await page.See(".table-strip").GetByText("1 of 3 clusters away").WaitForAsync();
        await page.See(".search-facets a").GetByText("demo-us-1").ClickAsync();
        await page.UntilAsync("location.pathname === '/c/demo-us-1/search'");
        await page.See(".search-facets a").GetByText("Deployments").ClickAsync();

        await page.UntilAsync("location.search === '?q=storefront&kind=deployments.apps'");
        await page.ShotAsync("search-narrowed");
        await page.UntilAsync("document.querySelectorAll('.search-page [data-row]').length === 1");
    }

    [Fact]
    public async Task Search_ByKeysAlone_OpensWhatItFound()
    {
        await using var page = await demo.SignedInAsync("admin");
        await page.GoAsync("/search");
        await page.UntilAsync("document.activeElement.matches('.search-input')");
        await page.Page.Keyboard.TypeAsync("storefront");
        await page.See(".search-page [data-row]").First.WaitForAsync();
        await page.UntilAsync("location.search === '?q=storefront'");

        await page.Page.Keyboard.PressAsync("Tab");
        await page.See(".search-results").FocusAsync();
        await page.Page.Keyboard.PressAsync("j");
        await page.Page.Keyboard.PressAsync("Enter");

        await page.See(".side-panel .object-head").WaitForAsync();
        page.Page.Url.Should().Contain("open=demo-eu-1/deployments.apps/shop/storefront");
        await page.Page.Keyboard.PressAsync("Escape");
        await page.UntilAsync("!document.querySelector('.side-panel')");
    }

    [Fact]
    public async Task Search_OfSecrets_SaysThatTheyAreClosed()
    {
        await using var page = await demo.SignedInAsync("developer");
        await page.GoAsync("/search?q=store&more=secrets");

        await page.See(".table-strip").GetByText("Closed to you: secrets").WaitForAsync();
        await page.UntilAsync("![...document.querySelectorAll('.search-kind')].some(kind => kind.textContent.includes('Secrets'))");
    }

    public sealed class ClustersAndOneAway : ConsoleDemo
    {
        protected override (int Clusters, int Pods) Size => (3, 0);
    }
}
