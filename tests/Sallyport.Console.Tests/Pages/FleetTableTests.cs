using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Pages;

/// <summary>The table across clusters of which some are away: theirs is said to lack, and the others' is there.</summary>
public sealed class FleetTableTests(FleetTableTests.FiveOfTenAway demo) : IClassFixture<FleetTableTests.FiveOfTenAway>
{
    private static readonly string[] Away = ["demo-us-1", "demo-eu-2", "demo-ap-2", "demo-us-3", "demo-eu-4"];

    [Fact]
    public async Task Table_OfClustersSomeAway_NamesThemAndShowsTheOthers()
    {
        await using var page = await demo.SignedInAsync("admin");

        await page.GoAsync("/c/_/pods?sort=cluster");

        await page.UntilAsync("document.querySelector('.table-strip summary')?.textContent.includes('5 of 10 clusters away')");
        await page.UntilAsync("Number(document.querySelector('tbody')?.dataset.rows) > 100");
        var sentence = await page.See(".table-strip summary").TextContentAsync();
        Away.Should().AllSatisfy(name => sentence.Should().Contain(name));
        await page.See(".table-strip summary").ClickAsync();
        (await page.See(".table-strip li b").AllTextContentsAsync()).Should().BeEquivalentTo(Away);
        await page.ShotAsync("fleet-pods");
    }

    [Fact]
    public async Task Filter_AcrossClusters_ShowsRowsOfOneOfThem()
    {
        await using var page = await demo.SignedInAsync("admin");
        await page.GoAsync("/c/_/pods");
        await page.UntilAsync("Number(document.querySelector('tbody')?.dataset.rows) > 100");

        await page.See("[data-filter]").FillAsync("cluster:demo-ap-1 coredns");

        await page.UntilAsync("Number(document.querySelector('tbody')?.dataset.rows) < 5 && document.querySelectorAll('[data-row]').length > 0");
        (await page.See("[data-row]").AllTextContentsAsync()).Should().AllSatisfy(row => row.Should().Contain("demo-ap-1").And.Contain("coredns"));
    }

    public sealed class FiveOfTenAway : ConsoleDemo
    {
        protected override (int Clusters, int Pods) Size => (10, 0);

        protected override int? Away => 5;
    }
}
