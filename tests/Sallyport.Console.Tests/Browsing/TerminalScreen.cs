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

    /// <summary>Waits until a line of the screen has the text. What was typed is on the screen too: an answer is to differ from it.</summary>
    public Task ShowsAsync(string text) =>
        page.See($"{host} .xterm-rows > div").Filter(With(text)).Last.WaitForAsync();

    /// <summary>The lines that the screen shows now.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync() =>
        [.. (await page.See($"{host} .xterm-rows > div").AllInnerTextsAsync()).Select(line => line.Replace('\u00a0', ' ').TrimEnd())];

    /// <summary>Waits until the last line that has anything is the text: nothing runs, and the prompt waits.</summary>
    public async Task EndsWithAsync(string text)
    {
        var limit = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(60);
        while ((await LinesAsync()).LastOrDefault(line => line.Length > 0) != text)
        {
            (DateTimeOffset.UtcNow < limit).Should().BeTrue("the prompt comes: {0}", text);
            await Task.Delay(100);
        }
    }

    /// <summary>Clicks where a line begins.</summary>
    public async Task ClickAsync(string text)
    {
        // By the mouse: the terminal's own layer lies over the lines and takes every click.
        var line = await page.See($"{host} .xterm-rows > div").Filter(With(text)).Last.BoundingBoxAsync();
        await page.Page.Mouse.MoveAsync(line!.X + 12, line.Y + 6);
        await page.Page.Mouse.MoveAsync(line.X + 16, line.Y + 6);
        await page.Page.Mouse.ClickAsync(line.X + 16, line.Y + 6);
    }

    private static LocatorFilterOptions With(string text) => new() { HasText = text };
}
