using System.Globalization;
using Microsoft.Playwright;
using Sallyport.Consoles.Hub;

namespace Sallyport.Consoles.Browsing;

/// <summary>A table of very many pods in a real browser beside one of a tenth, and the table across very many clusters.</summary>
internal static class LargeTables
{
    public static async Task<int> RunAsync(BrowserOptions options, CancellationToken cancellationToken)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = options.Browser, Args = ["--no-sandbox"] });
        var small = await MeasureAsync(new HubPlan(1, 1, 0, options.Pods / 10, null));
        var large = await MeasureAsync(new HubPlan(1, 1, 0, options.Pods, null));
        Console.WriteLine();
        Console.WriteLine($"{options.Pods} pods to {options.Pods / 10}:");
        foreach (var (one, ten) in small.Zip(large))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{one.Step,-20} | time {ten.Figures.Milliseconds / one.Figures.Milliseconds:F1} | page's CPU {ten.Figures.Page / one.Figures.Page:F1} | hub's CPU {ten.Figures.Hub / one.Figures.Hub:F1}"));
        }

        await MeasureAsync(new HubPlan(1, options.Clusters, options.Away, options.PodsInOthers, options.Pods));
        return 0;

        async Task<IReadOnlyList<(string Step, StepFigures Figures)>> MeasureAsync(HubPlan plan)
        {
            await using var hub = await HubProcess.StartAsync(plan, cancellationToken);
            await using var page = await TablePage.CreateAsync(browser, hub.Ready.Console, hub.Ready.Cookies[0]);
            var total = (plan.PodsInFirst ?? plan.Pods ?? 0) + ((plan.Clusters - plan.Away - 1) * (plan.Pods ?? 0));
            Console.WriteLine();
            Console.WriteLine($"{plan.Clusters} clusters, {plan.Away} of them away, {total} pods:");
            // Jobs come and go by themselves.
            var steps = await new TableRun(hub, page, cancellationToken).RunAsync("/c/_/pods", total * 97 / 100);
            if (plan.Away > 0)
            {
                Console.WriteLine($"named as away: {string.Join(", ", await page.AskAsync<string[]>("lacking()"))}");
            }

            return steps;
        }
    }
}
