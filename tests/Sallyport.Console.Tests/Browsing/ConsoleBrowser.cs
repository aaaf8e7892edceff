using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Sallyport.Console.Tests.Browsing;

/// <summary>A browser, and the people who are signed in with it by the links that a demo printed.</summary>
internal sealed class ConsoleBrowser : IAsyncDisposable
{
    private readonly Dictionary<string, string> _signedIn = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _signingIn = new(1);
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly Uri _console;
    private readonly Func<string> _said;

    private ConsoleBrowser(IPlaywright playwright, IBrowser browser, Uri console, Func<string> said) =>
        (_playwright, _browser, _console, _said) = (playwright, browser, console, said);

    /// <param name="console">The console's address.</param>
    /// <param name="said">What the demo has printed.</param>
    public static async Task<ConsoleBrowser> StartAsync(Uri console, Func<string> said)
    {
        var chromium = Chromium.Path();
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ["--no-sandbox"] });
        return new ConsoleBrowser(playwright, browser, console, said);
    }

    /// <summary>A page of somebody's, signed in.</summary>
    /// <param name="person">One of the demo's people.</param>
    /// <param name="width">The window's.</param>
    /// <param name="theme">Light or dark.</param>
    /// <param name="road">Another address at which the browser finds the console; null for its own.</param>
    public async Task<ConsolePage> SignedInAsync(string person, int width = 1440, string theme = "light", Uri? road = null)
    {
        await _signingIn.WaitAsync();
        try
        {
            if (!_signedIn.ContainsKey(person))
            {
                await using var first = await OpenAsync(width, theme);
                await first.Page.GotoAsync(LinkOf(person));
                await first.Page.GetByRole(AriaRole.Button).ClickAsync();
                await first.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");
                _signedIn[person] = await first.Page.Context.StorageStateAsync();
            }
        }
        finally
        {
            _signingIn.Release();
        }

        return await OpenAsync(width, theme, _signedIn[person], road);
    }

    /// <summary>A page of a browser that nobody is signed in with, or of whom the state says.</summary>
    public async Task<ConsolePage> OpenAsync(int width = 1440, string theme = "light", string? state = null, Uri? road = null)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            IgnoreHTTPSErrors = true,
            BaseURL = (road ?? _console).AbsoluteUri,
            StorageState = state,
            ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 900 },
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        return new ConsolePage(await context.NewPageAsync(), $"{width}-{theme}");
    }

    public string LinkOf(string person) => Regex.Match(_said(), $@"^\s+{person}\s+(https://\S+token=\S+)", RegexOptions.Multiline).Groups[1].Value;

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        _signingIn.Dispose();
    }
}
