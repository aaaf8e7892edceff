using Microsoft.Playwright;

namespace Sallyport.Console.Tests.Browsing;

/// <summary>A terminal on a page: what is typed into it, and what its screen shows.</summary>
internal sealed class TerminalScreen(ConsolePage page, string host)
{
    /// <summary>Types a line and presses Enter.</summary>
    public async Task TypeAsync(string line)
    {
        await FocusAsync();
        await page.Page.Keyboard.TypeAsync(line);
        await page.Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Gives the terminal the keyboard.</summary>
    public Task FocusAsync() => page.See($"{host} textarea").FocusAsync();

    /// <summary>Waits until a line of the screen begins with the text: an echo of what was typed stands behind a prompt.</summary>
    public Task ShowsAsync(string text) =>
        page.See($"{host} .xterm-rows > div").Filter(new LocatorFilterOptions { HasTextRegex = new($"^{System.Text.RegularExpressions.Regex.Escape(text)}") }).Last.WaitForAsync();

    /// <summary>All that the screen shows now.</summary>
    public Task<string> TextAsync() => page.See($"{host} .xterm-rows").InnerTextAsync();
}
