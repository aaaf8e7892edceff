using Microsoft.Playwright;
using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Shells;

/// <summary>The Shell tab of a pod in somebody's browser.</summary>
internal sealed class ShellPage : IAsyncDisposable
{
    private const string Host = "[data-testid=shell]";

    private ShellPage(ConsolePage browser) => (Browser, Screen) = (browser, new TerminalScreen(browser, Host));

    public ConsolePage Browser { get; }

    public TerminalScreen Screen { get; }

    /// <summary>Opens the tab and waits for the shell's prompt.</summary>
    /// <param name="demo">The demo.</param>
    /// <param name="pod">A pod of the shop's.</param>
    /// <param name="road">The road that the browser takes; null for the straight one.</param>
    public static async Task<ShellPage> OpenAsync(ConsoleDemo demo, string pod, CuttableRoad? road = null)
    {
        var page = new ShellPage(await demo.SignedInAsync("admin", road: road?.Console));
        await page.Browser.GoAsync($"/c/demo/pods/shop/{pod}?tab=shell");
        await page.IsAsync("open");
        await page.Screen.ShowsAsync("/ #");
        return page;
    }

    /// <summary>Waits until the terminal is connecting, open, lost, ended or done.</summary>
    public Task IsAsync(string state) => Browser.See($"{Host}[data-state={state}]").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });

    /// <summary>What stands below the screen: nothing while all is well.</summary>
    public Task<string> NoteAsync() => Browser.See(".shell-note").InnerTextAsync();

    public ValueTask DisposeAsync() => Browser.DisposeAsync();
}
