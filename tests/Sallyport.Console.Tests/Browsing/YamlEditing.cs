using Microsoft.Playwright;

namespace Sallyport.Console.Tests.Browsing;

/// <summary>An object's YAML being changed in a browser.</summary>
internal sealed class YamlEditing(ConsolePage page)
{
    /// <summary>Opens the editor on the YAML tab of an object.</summary>
    public async Task OpenAsync(string address)
    {
        await page.GoAsync(address);
        await page.See(".yaml-tools button").GetByText("Edit").ClickAsync();
        await page.See(".cm-content").WaitForAsync();
    }

    /// <summary>Replaces text in the editor, as somebody does who cuts and pastes.</summary>
    public async Task ReplaceAsync(string old, string changed)
    {
        await page.See(".cm-content").ClickAsync();
        await page.Page.Keyboard.PressAsync("Control+a");
        await page.Page.Keyboard.PressAsync("Control+c");
        var text = await page.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        text.Should().Contain(old);
        await page.Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", text.Replace(old, changed, StringComparison.Ordinal));
        await page.Page.Keyboard.PressAsync("Control+a");
        await page.Page.Keyboard.PressAsync("Control+v");
    }

    public Task ReviewAsync() => page.See("button").GetByText("Review the change").ClickAsync();

    /// <summary>The lines that would go and come, once the cluster has said what would be.</summary>
    public async Task<IReadOnlyList<string>> DiffAsync()
    {
        await page.See(".yaml-diff").WaitForAsync();
        return [.. (await page.See(".yaml-diff .diff-removed, .yaml-diff .diff-added").AllInnerTextsAsync()).Select(line => line.Trim())];
    }

    public async Task ApplyAsync(string name)
    {
        await page.See("button").GetByText($"Apply to {name}").ClickAsync();
        await page.See(".yaml-bar [role=status]").GetByText($"Applied to {name}.", new LocatorGetByTextOptions { Exact = true }).WaitForAsync();
    }
}
