using Microsoft.Playwright;

namespace Sallyport.Consoles.Browsing;

/// <summary>A page with a table in a real browser, watched from inside.</summary>
internal sealed class TablePage : IAsyncDisposable
{
    private readonly IPage _page;
    private readonly ICDPSession _devices;

    private TablePage(IPage page, ICDPSession devices)
    {
        (_page, _devices) = (page, devices);
        _page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Received += frame.Binary?.Length ?? frame.Text?.Length ?? 0;
    }

    /// <summary>Bytes that came by the page's connection.</summary>
    public long Received { get; private set; }

    public static async Task<TablePage> CreateAsync(IBrowser browser, Uri console, string cookie)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            IgnoreHTTPSErrors = true,
            BaseURL = console.AbsoluteUri,
            ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
        });
        var (name, value) = cookie.Split('=', 2) is [var left, var right] ? (left, right) : throw new ArgumentException("A cookie has a name.", nameof(cookie));
        await context.AddCookiesAsync([new Cookie { Name = name, Value = value, Url = console.AbsoluteUri, Secure = true, HttpOnly = true }]);
        await context.AddInitScriptAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "probe.js")));
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(180_000);
        var devices = await context.NewCDPSessionAsync(page);
        // Time of the page's own thread, so that other work on the machine is not counted.
        await devices.SendAsync("Performance.enable", new Dictionary<string, object> { ["timeDomain"] = "threadTicks" });
        return new TablePage(page, devices);
    }

    public Task GoAsync(string path) => _page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Commit });

    /// <summary>Calls the probe: <c>jump(0.5)</c>.</summary>
    public Task<T> AskAsync<T>(string call) => _page.EvaluateAsync<T>($"() => probe.{call}");

    /// <summary>CPU time of the page's main thread since it was made, and the memory of its scripts in bytes.</summary>
    public async Task<(TimeSpan Cpu, double Heap)> MetricsAsync()
    {
        var answer = await _devices.SendAsync("Performance.getMetrics");
        var metrics = answer!.Value.GetProperty("metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
        return (TimeSpan.FromSeconds(metrics["TaskDuration"]), metrics["JSHeapUsedSize"]);
    }

    public async ValueTask DisposeAsync() => await _page.Context.CloseAsync();
}
