using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Pages;

/// <summary>Of thousands of rows those in sight are in the page, wherever it is scrolled to.</summary>
public sealed class LargeTableTests(LargeTableTests.ThousandsOfPods demo) : IClassFixture<LargeTableTests.ThousandsOfPods>
{
    private const string LastShown = "(() => { const s = document.querySelector('.table-scroll').getBoundingClientRect(); return [...document.querySelectorAll('[data-row]')].filter(r => r.getBoundingClientRect().top < s.bottom).at(-1)?.getAttribute('aria-rowindex'); })()";

    [Fact]
    public async Task Rows_OfThousands_ScrollToTheEndAndBack()
    {
        await using var page = await demo.SignedInAsync("admin");
        await page.GoAsync("/c/demo/pods");
        await page.UntilAsync("Number(document.querySelector('tbody')?.dataset.rows) > 2900");
        var rows = await page.Page.EvaluateAsync<int>("Number(document.querySelector('tbody').dataset.rows)");

        await page.Page.EvaluateAsync("document.querySelector('.table-scroll').scrollTop = 1e9");

        await page.UntilAsync($"{LastShown} === '{rows + 1}'");
        (await page.See("[data-row]").CountAsync()).Should().BeLessThan(200);
        await page.ShotAsync("many-pods");
        await page.Page.EvaluateAsync("document.querySelector('.table-scroll').scrollTop = 0");
        await page.UntilAsync("document.querySelector('[data-row]')?.getAttribute('aria-rowindex') === '2'");
    }

    [Fact]
    public async Task Filter_OfThousands_CountsThoseShownOfAll()
    {
        await using var page = await demo.SignedInAsync("admin");
        await page.GoAsync("/c/demo/pods");
        await page.See("[data-row]").First.WaitForAsync();

        await page.See("[data-filter]").PressSequentiallyAsync("coredns");

        await page.UntilAsync("/^\\d+ of [\\d,]+$/.test(document.querySelector('.table-count').textContent)");
        page.Page.Url.Should().EndWith("q=coredns");
    }

    public sealed class ThousandsOfPods : ConsoleDemo
    {
        protected override (int Clusters, int Pods) Size => (1, 3_000);
    }
}
