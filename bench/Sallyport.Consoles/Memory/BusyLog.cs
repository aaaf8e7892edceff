using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Sallyport.Consoles.Browsing;
using Sallyport.Consoles.Circuits;
using Sallyport.Consoles.Hub;

namespace Sallyport.Consoles.Memory;

/// <summary>A log of four thousand lines a second: what the hub holds of it as time goes on, and whether the page that shows it stays awake.</summary>
internal static class BusyLog
{
    private const string Page = "/c/demo/pods/default/chatty?tab=logs";
    private const int Steps = 4;
    private const double Megabyte = 1 << 20;

    public static async Task<int> RunAsync(string chromium, TimeSpan step, CancellationToken cancellationToken)
    {
        await using var hub = await HubProcess.StartAsync(new HubPlan(2, 1, 0, null, null), cancellationToken);
        using var pods = new PodChanges(hub.Ready, hub.Ready.Clusters[0]);
        await pods.CreateAsync("chatty", cancellationToken);
        using var http = new HttpClient(Loopback.Handler()) { BaseAddress = hub.Ready.Console };
        Console.WriteLine("a circuit alone:");
        await TellAsync(hub, "before", 0, cancellationToken);
        await using (var circuit = await Circuit.OpenAsync(http, hub.Ready.Cookies[0], Page, text => text.Contains("trace=", StringComparison.Ordinal), cancellationToken))
        {
            await circuit.Shown.WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
            for (var i = 1; i <= Steps; i++)
            {
                var (bytes, watch) = (circuit.Bytes, Stopwatch.StartNew());
                await Task.Delay(step, cancellationToken);
                await TellAsync(hub, $"after {i * step.TotalSeconds} s", (circuit.Bytes - bytes) / watch.Elapsed.TotalSeconds, cancellationToken);
            }
        }

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ["--no-sandbox"] });
        await using var page = await TablePage.CreateAsync(browser, hub.Ready.Console, hub.Ready.Cookies[1]);
        await page.GoAsync(Page);
        await page.AskAsync<double[]>("frames(5000)");
        await page.AskAsync<double[]>("tasks()");
        var (before, received) = (await page.MetricsAsync(), page.Received);
        var gaps = (await page.AskAsync<double[]>(string.Create(CultureInfo.InvariantCulture, $"frames({step.TotalMilliseconds})"))).Order().ToArray();
        var (after, tasks) = (await page.MetricsAsync(), await page.AskAsync<double[]>("tasks()"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"in a browser: frames median {gaps[gaps.Length / 2]:F0} ms, 95% {gaps[gaps.Length * 95 / 100]:F0} ms, longest {gaps[^1]:F0} ms; tasks over 50 ms: {tasks.Length}, the longest {tasks.DefaultIfEmpty().Max():F0} ms; main thread {(after.Cpu - before.Cpu) / step * 100:F0}% of a core; scripts hold {after.Heap / Megabyte:F1} MB; {(page.Received - received) / step.TotalSeconds / 1024:F0} KB/s"));
        return 0;
    }

    private static async Task TellAsync(HubProcess hub, string when, double bytes, CancellationToken cancellationToken)
    {
        var (running, collected) = (await hub.FiguresAsync(false, cancellationToken), await hub.FiguresAsync(true, cancellationToken));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{when,-12} | heap {collected.Heap / Megabyte,6:F1} MB | resident {collected.Resident / Megabyte,6:F1} MB, before collecting {running.Resident / Megabyte,6:F1} MB | {bytes / 1024,6:F0} KB/s to the page"));
    }
}
