using System.Text.Json;
using Microsoft.Playwright;

namespace Sallyport.Console.Tests.Browsing;

/// <summary>One page in a browser, and what the browser had to say against it.</summary>
internal sealed class ConsolePage : IAsyncDisposable
{
    private static readonly string Artefacts = Path.Combine(AppContext.BaseDirectory, "artefacts");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly string _form;

    public ConsolePage(IPage page, string form)
    {
        (Page, _form) = (page, form);
        page.SetDefaultTimeout((float)Limit.TotalMilliseconds);
        page.Console += (_, said) =>
        {
            if (IsOfTheConnection(said.Text))
            {
                LostItsConnection = true;
            }
            else if (said.Type is "error" or "warning")
            {
                Complaints.Add(said.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, and what the page's policy did not let in.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>
    /// Whether the browser lost the hub. Chromium drops every connection, loopback's too, when a network interface comes or
    /// goes on its machine, as those of pods do.
    /// </summary>
    public bool LostItsConnection { get; private set; }

    /// <summary>Opens an address and waits until the frame is there.</summary>
    public async Task GoAsync(string address)
    {
        await Page.GotoAsync(address);
        await Page.Locator(".shell").WaitForAsync();
    }

    public ILocator See(string selector) => Page.Locator(selector);

    public Task ShowsAsync(string text) => Page.GetByText(text).First.WaitForAsync();

    /// <summary>
    /// Waits until something is so. It is asked from outside: the page's policy lets nothing evaluate text inside. For addresses
    /// too: Playwright's own wait misses now and then that a page went elsewhere without being loaded anew.
    /// </summary>
    public async Task UntilAsync(string condition)
    {
        var limit = DateTimeOffset.UtcNow + Limit;
        while (!await HoldsAsync(condition))
        {
            (DateTimeOffset.UtcNow < limit).Should().BeTrue("this comes true: {0}", condition);
            await Task.Delay(100);
        }
    }

    private async Task<bool> HoldsAsync(string condition)
    {
        try
        {
            return await Page.EvaluateAsync<bool>($"() => Boolean({condition})");
        }
        catch (PlaywrightException gone) when (gone.Message.Contains("context was destroyed", StringComparison.Ordinal))
        {
            return false;
        }
    }

    /// <summary>Keeps a picture among the tests' artefacts.</summary>
    public async Task ShotAsync(string name)
    {
        Directory.CreateDirectory(Artefacts);
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Artefacts, $"{name}-{_form}.png") });
    }

    /// <summary>What axe finds against WCAG 2.2 AA: a line each, empty when nothing.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync()
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "axe.min.js")));
        var found = await Page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations.map(v => `${v.id}: ${v.nodes.map(n => n.target + ' ' + (n.any[0]?.message ?? '')).join('; ')}`)");
        return [.. found.EnumerateArray().Select(violation => violation.GetString()!)];
    }

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

    private static bool IsOfTheConnection(string said) =>
        said.Contains("WebSocket closed with status code: 1006", StringComparison.Ordinal)
        || said.Contains("ERR_NETWORK_CHANGED", StringComparison.Ordinal)
        || (said.Contains("WebSocket connection to", StringComparison.Ordinal) && said.Contains("failed", StringComparison.Ordinal));
}
